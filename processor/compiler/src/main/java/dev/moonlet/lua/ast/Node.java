package dev.moonlet.lua.ast;

/** A node of the syntax tree: a range of its file. */
public sealed interface Node permits Block, Expression, FunctionBody, Name, Statement, TableField {

    /** The offset of the first character. */
    int start();

    /** The offset after the last character. */
    int end();
}
