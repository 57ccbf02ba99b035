package dev.moonlet.lua.ast;

/** A field of a table constructor. */
public sealed interface TableField extends Node {

    /** The field's value. */
    Expression value();

    /** {@code value} */
    record Positional(int start, int end, Expression value) implements TableField {}

    /** {@code name = value} */
    record Named(int start, int end, Name name, Expression value) implements TableField {}

    /** {@code [key] = value} */
    record Keyed(int start, int end, Expression key, Expression value) implements TableField {}
}
