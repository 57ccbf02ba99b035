package dev.moonlet.processor.generation;

/**
 * The source of a generated class.
 *
 * @param name the qualified name of the class
 * @param text the content of its file
 */
public record SourceText(String name, String text) {}
