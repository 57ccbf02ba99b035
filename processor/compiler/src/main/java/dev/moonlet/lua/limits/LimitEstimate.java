package dev.moonlet.lua.limits;

/**
 * Estimates, as a file is parsed, how near it comes to the limits of Lua's compiler: never too low, and for what people
 * write low enough that {@link CompilerLimits} need not go through the tree.
 */
public final class LimitEstimate {

    /** Lua's 250 registers hold the locals and what a statement needs besides, which is less than a register a token. */
    private static final int REGISTERS = 200;

    /** Lua's 2<sup>18</sup> constants are less than one a token. */
    private static final int CONSTANTS = 260_000;

    private int locals;
    private int outerLocals;
    private int registers;
    private int upvalues;
    private int constants;
    private int functionTokens;
    private int counted;

    /** Of a file that has not been read yet. */
    public LimitEstimate() {}

    /** What was counted of an outer function. */
    public record Outer(int locals, int tokens) {}

    /** Begins a function; returns what {@link #leaveFunction} needs to know. */
    public Outer enterFunction() {
        Outer outer = new Outer(locals, functionTokens);
        outerLocals += locals;
        locals = 0;
        functionTokens = 0;
        upvalues = Math.max(upvalues, outerLocals);
        return outer;
    }

    /** Ends a function. */
    public void leaveFunction(Outer outer) {
        locals = outer.locals();
        functionTokens = outer.tokens();
        outerLocals -= outer.locals();
    }

    /** Counts locals, those too that are out of scope by now. */
    public void locals(int count) {
        locals += count;
        registers = Math.max(registers, locals);
    }

    /** The tokens of the statements that have ended. */
    public int counted() {
        return counted;
    }

    /**
     * A statement has ended.
     *
     * @param tokens its tokens, with those of the statements inside of it
     * @param countedBefore the tokens of the statements that had ended before it began
     */
    public void statement(int tokens, int countedBefore) {
        int own = tokens - (counted - countedBefore);
        registers = Math.max(registers, locals + own);
        counted = countedBefore + tokens;
        functionTokens += own;
        constants = Math.max(constants, functionTokens);
    }

    /** Whether a limit may be exceeded. */
    public boolean isNearLimits() {
        return registers >= REGISTERS || upvalues >= FunctionLimits.MAX_UPVALUES || constants >= CONSTANTS;
    }
}
