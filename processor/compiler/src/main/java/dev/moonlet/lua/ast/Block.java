package dev.moonlet.lua.ast;

import java.util.List;

/** Statements that share a scope. */
public record Block(int start, int end, List<Statement> statements) implements Node {

    /** Copies the list. */
    public Block {
        statements = List.copyOf(statements);
    }
}
