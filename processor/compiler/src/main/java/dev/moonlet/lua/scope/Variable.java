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
    private final int start;
    private final int index;
    private final int scope;
    private final @Nullable Variable hidden;
    private final int functionDepth;

    /** The offset at which its scope ends; set when that is reached. */
    int scopeEnd;

    /** Counted while names are resolved, and never changed afterwards. */
    int reads;

    int writes;
    boolean writtenInInnerFunction;

    Variable(String name, Kind kind, int start, int index, int scope, int functionDepth, @Nullable Variable hidden) {
        this.name = name;
        this.kind = kind;
        this.start = start;
        this.index = index;
        this.scope = scope;
        this.functionDepth = functionDepth;
        this.hidden = hidden;
    }

    /** Its number among the variables of the chunk. */
    int index() {
        return index;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** How it is declared. */
    public Kind kind() {
        return kind;
    }

    /** Where its name is in its declaration; for an implicit one, where its function begins. */
    public Span declaration() {
        return new Span(start, kind == Kind.IMPLICIT ? start : start + name.length());
    }

    /** The variable of the same name that can't be seen any more where this one can. */
    public Optional<Variable> hidden() {
        return Optional.ofNullable(hidden);
    }

    /** Whether the hidden variable is declared in the same scope. */
    public boolean isRedefinition() {
        return hidden != null && hidden.scope == scope;
    }

    /** Whether an offset of the text is behind its declaration and in its scope; another variable may hide it there. */
    public boolean isInScopeAt(int offset) {
        return start + name.length() <= offset && offset <= scopeEnd;
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
