package dev.moonlet.lua.ast;

/** A name where it is declared, or where it follows a dot or a colon. */
public record Name(int start, int end, String text) implements Node {}
