package dev.moonlet.lua.scope;

import dev.moonlet.source.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A local variable. Two variables of the same name are different objects.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.6">Lua 5.1 Reference Manual, §2.6</a>
 */
public final class Variable {

    /** How a variable is declared. */
    public enum Kind {
        /** By {@code local}. */
        LOCAL,
        /** By {@code local function}. */
        FUNCTION,
        /** As a parameter. */
        PARAMETER,
        /** By a {@code for} loop. */
        LOOP,
        /** By Lua itself: {@code self} in a method, and {@code arg} in a function that takes {@code ...}. */
        IMPLICIT
    }

    private final String name;
    private final Kind kind;
    private final Span declaration;
    private final @Nullable Variable hidden;
    private final boolean sameScope;
    private final int functionDepth;

    /** Counted while names are resolved, and never changed afterwards. */
    int reads;

    int writes;
    boolean writtenInInnerFunction;

    Variable(
            String name, Kind kind, Span declaration, @Nullable Variable hidden, boolean sameScope, int functionDepth) {
        this.name = name;
        this.kind = kind;
        this.declaration = declaration;
        this.hidden = hidden;
        this.sameScope = sameScope;
        this.functionDepth = functionDepth;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** How it is declared. */
    public Kind kind() {
        return kind;
    }

    /** Where its name stands in its declaration; for an implicit one, where its function begins. */
    public Span declaration() {
        return declaration;
    }

    /** The variable of the same name that can't be seen any more where this one can. */
    public Optional<Variable> hidden() {
        return Optional.ofNullable(hidden);
    }

    /** Whether the hidden variable is declared in the same scope. */
    public boolean isRedefinition() {
        return sameScope;
    }

    /** In how many functions the declaration stands; 0 for one of the chunk itself. */
    public int functionDepth() {
        return functionDepth;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
