package dev.moonlet.processor.model;

import dev.moonlet.script.Declaration;

/**
 * A parameter and what it supplies.
 *
 * @param declaration the key or argument
 * @param parameter the parameter's name
 * @param encoding how it is sent
 */
public record BoundParameter(Declaration declaration, String parameter, ArgumentEncoding encoding) {}
