package dev.moonlet.lua.limits;

/** What Lua's compiler knows of an expression before it puts the value somewhere: its {@code expdesc}. */
final class Operand {

    /** Where the value is. */
    enum Kind {
        /** No value. */
        VOID,
        NIL,
        TRUE,
        FALSE,
        /** A constant; {@link Operand#info} is its index. */
        CONSTANT,
        /** A number that is not a constant yet. */
        NUMBER,
        /** A local; {@link Operand#info} is its register. */
        LOCAL,
        UPVALUE,
        GLOBAL,
        /** A field; {@link Operand#info} is the register of the table, {@link Operand#aux} the key. */
        INDEXED,
        /** A comparison. */
        JUMP,
        /** The result of an instruction that can go to any register. */
        RELOCATABLE,
        /** A value in a register, {@link Operand#info}. */
        REGISTER,
        /** A call, whose results begin at register {@link Operand#info}. */
        CALL,
        VARARG
    }

    /** Added to the index of a constant where an operand is a register or a constant. */
    static final int CONSTANT_FLAG = 256;

    Kind kind;
    int info;
    int aux;
    double number;

    /** Whether the value is what {@code not} gives, which the compiler turns around where it can. */
    boolean negation;

    /** Whether the value is that of {@code ..}, to which another one is joined. */
    boolean concatenation;

    boolean jumpsIfTrue;
    boolean jumpsIfFalse;

    Operand(Kind kind) {
        this(kind, 0);
    }

    Operand(Kind kind, int info) {
        this.kind = kind;
        this.info = info;
    }

    static Operand number(double value) {
        Operand operand = new Operand(Kind.NUMBER);
        operand.number = value;
        return operand;
    }

    boolean hasJumps() {
        return jumpsIfTrue || jumpsIfFalse;
    }

    boolean isNumeral() {
        return kind == Kind.NUMBER && !hasJumps();
    }

    boolean isMultiple() {
        return kind == Kind.CALL || kind == Kind.VARARG;
    }

    void relocatable() {
        kind = Kind.RELOCATABLE;
        negation = false;
        concatenation = false;
    }

    void register(int register) {
        kind = Kind.REGISTER;
        info = register;
        jumpsIfTrue = false;
        jumpsIfFalse = false;
    }

    void become(Operand other) {
        kind = other.kind;
        info = other.info;
        aux = other.aux;
        number = other.number;
        negation = other.negation;
        concatenation = other.concatenation;
        jumpsIfTrue = other.jumpsIfTrue;
        jumpsIfFalse = other.jumpsIfFalse;
    }
}
