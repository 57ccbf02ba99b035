package dev.moonlet.processor.model;

import dev.moonlet.script.Declaration;

/**
 * A declared key or argument and what supplies it.
 *
 * @param declaration the key or argument
 * @param parameter the parameter's name; empty if none supplies it
 * @param encoding how it is sent
 */
public record BoundParameter(Declaration declaration, String parameter, ArgumentEncoding encoding) {}
