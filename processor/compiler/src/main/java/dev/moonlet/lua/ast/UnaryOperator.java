package dev.moonlet.lua.ast;

/** The operators with one operand. */
public enum UnaryOperator {
    NOT,
    NEGATE,
    LENGTH
}
