package dev.moonlet.lua.limits;

import dev.moonlet.lua.ast.BinaryOperator;

/**
 * Puts operands where Lua 5.1's compiler would put them, as its {@code lcode.c} does. It generates no code: what comes of
 * it is how many registers and constants a function would need.
 */
final class OperandPlacer {

    /** Lua's MAXINDEXRK. */
    private static final int MAX_CONSTANT_OPERAND = 255;

    private final FunctionLimits function;

    OperandPlacer(FunctionLimits function) {
        this.function = function;
    }

    private void freeRegister(int register) {
        if (register < Operand.CONSTANT_FLAG && register >= function.active()) {
            function.setFree(function.free() - 1);
        }
    }

    void freeOperand(Operand e) {
        if (e.kind == Operand.Kind.REGISTER) {
            freeRegister(e.info);
        }
    }

    void discharge(Operand e) {
        switch (e.kind) {
            case LOCAL -> e.kind = Operand.Kind.REGISTER;
            case UPVALUE, GLOBAL -> e.relocatable();
            case INDEXED -> {
                freeRegister(e.aux);
                freeRegister(e.info);
                e.relocatable();
            }
            case VARARG, CALL -> toOneResult(e);
            default -> {}
        }
    }

    void toOneResult(Operand e) {
        if (e.kind == Operand.Kind.CALL) {
            e.kind = Operand.Kind.REGISTER;
        } else if (e.kind == Operand.Kind.VARARG) {
            e.relocatable();
        }
    }

    /** Makes a call return all of its results, or {@code ...} all of its values. */
    void toAllResults(Operand e) {
        if (e.kind == Operand.Kind.VARARG) {
            function.reserve(1);
        }
    }

    /** Puts a value into a register. */
    void toRegister(Operand e, int register) {
        discharge(e);
        if (e.kind == Operand.Kind.NUMBER) {
            function.constant(e.number + 0.0);
        }
        e.register(register);
    }

    void toNextRegister(Operand e) {
        discharge(e);
        freeOperand(e);
        function.reserve(1);
        toRegister(e, function.free() - 1);
    }

    int toAnyRegister(Operand e) {
        discharge(e);
        if (e.kind == Operand.Kind.REGISTER) {
            if (!e.hasJumps()) {
                return e.info;
            }
            if (e.info >= function.active()) {
                toRegister(e, e.info);
                return e.info;
            }
        }
        toNextRegister(e);
        return e.info;
    }

    void toValue(Operand e) {
        if (e.hasJumps()) {
            toAnyRegister(e);
        } else {
            discharge(e);
        }
    }

    /** Makes a value an operand of an instruction: a register, or a constant if its index is small. */
    int toOperand(Operand e) {
        toValue(e);
        switch (e.kind) {
            case NUMBER, TRUE, FALSE, NIL -> {
                if (function.constantCount() <= MAX_CONSTANT_OPERAND) {
                    Object value = e.kind == Operand.Kind.NUMBER ? (Object) (e.number + 0.0) : e.kind;
                    e.info = function.constant(value);
                    e.kind = Operand.Kind.CONSTANT;
                    return e.info + Operand.CONSTANT_FLAG;
                }
            }
            case CONSTANT -> {
                if (e.info <= MAX_CONSTANT_OPERAND) {
                    return e.info + Operand.CONSTANT_FLAG;
                }
            }
            default -> {}
        }
        return toAnyRegister(e);
    }

    void index(Operand table, Operand key) {
        table.aux = toOperand(key);
        table.kind = Operand.Kind.INDEXED;
    }

    void self(Operand e, Operand key) {
        toAnyRegister(e);
        freeOperand(e);
        int base = function.free();
        function.reserve(2);
        toOperand(key);
        freeOperand(key);
        e.register(base);
    }

    void store(Operand variable, Operand value) {
        switch (variable.kind) {
            case LOCAL -> {
                freeOperand(value);
                toRegister(value, variable.info);
                return;
            }
            case UPVALUE, GLOBAL -> toAnyRegister(value);
            case INDEXED -> toOperand(value);
            default -> {}
        }
        freeOperand(value);
    }

    void goIfTrue(Operand e) {
        discharge(e);
        boolean jumps =
                switch (e.kind) {
                    case CONSTANT, NUMBER, TRUE -> false;
                    case JUMP -> true;
                    default -> jumpOnCondition(e);
                };
        e.jumpsIfFalse |= jumps;
        e.jumpsIfTrue = false;
    }

    private void goIfFalse(Operand e) {
        discharge(e);
        boolean jumps =
                switch (e.kind) {
                    case NIL, FALSE -> false;
                    case JUMP -> true;
                    default -> jumpOnCondition(e);
                };
        e.jumpsIfTrue |= jumps;
        e.jumpsIfFalse = false;
    }

    private boolean jumpOnCondition(Operand e) {
        if (!(e.kind == Operand.Kind.RELOCATABLE && e.negation)) {
            toSomeRegister(e);
            freeOperand(e);
        }
        return true;
    }

    private void toSomeRegister(Operand e) {
        if (e.kind != Operand.Kind.REGISTER) {
            function.reserve(1);
            discharge(e);
            if (e.kind == Operand.Kind.NUMBER) {
                function.constant(e.number + 0.0);
            }
            if (e.kind != Operand.Kind.VOID && e.kind != Operand.Kind.JUMP) {
                e.kind = Operand.Kind.REGISTER;
                e.info = function.free() - 1;
            }
        }
    }

    void not(Operand e) {
        discharge(e);
        switch (e.kind) {
            case NIL, FALSE -> e.kind = Operand.Kind.TRUE;
            case CONSTANT, NUMBER, TRUE -> e.kind = Operand.Kind.FALSE;
            case RELOCATABLE, REGISTER -> {
                toSomeRegister(e);
                freeOperand(e);
                e.relocatable();
                e.negation = true;
            }
            default -> {}
        }
        boolean swap = e.jumpsIfTrue;
        e.jumpsIfTrue = e.jumpsIfFalse;
        e.jumpsIfFalse = swap;
    }

    void negate(Operand e) {
        if (e.isNumeral()) {
            e.number = -e.number;
            return;
        }
        toAnyRegister(e);
        toOperand(e);
        freeOperand(e);
        e.relocatable();
    }

    void length(Operand e) {
        toAnyRegister(e);
        toOperand(e);
        freeOperand(e);
        e.relocatable();
    }

    /** What happens to the left operand before the right one is read. */
    void before(BinaryOperator operator, Operand left) {
        switch (operator) {
            case AND -> goIfTrue(left);
            case OR -> goIfFalse(left);
            case CONCAT -> toNextRegister(left);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                if (!left.isNumeral()) {
                    toOperand(left);
                }
            }
            default -> toOperand(left);
        }
    }

    /** What happens when both operands have been read; the result is in the left one. */
    void after(BinaryOperator operator, Operand left, Operand right) {
        switch (operator) {
            case AND -> {
                discharge(right);
                right.jumpsIfFalse |= left.jumpsIfFalse;
                left.become(right);
            }
            case OR -> {
                discharge(right);
                right.jumpsIfTrue |= left.jumpsIfTrue;
                left.become(right);
            }
            case CONCAT -> concatenate(left, right);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                if (!fold(operator, left, right)) {
                    instruction(left, right);
                    left.relocatable();
                }
            }
            default -> {
                toOperand(left);
                toOperand(right);
                freeOperand(right);
                freeOperand(left);
                left.kind = Operand.Kind.JUMP;
            }
        }
    }

    private void concatenate(Operand left, Operand right) {
        toValue(right);
        if (right.kind == Operand.Kind.RELOCATABLE && right.concatenation) {
            freeOperand(left);
        } else {
            toNextRegister(right);
            instruction(left, right);
        }
        left.relocatable();
        left.concatenation = true;
    }

    private void instruction(Operand left, Operand right) {
        int rightOperand = toOperand(right);
        int leftOperand = toOperand(left);
        if (leftOperand > rightOperand) {
            freeOperand(left);
            freeOperand(right);
        } else {
            freeOperand(right);
            freeOperand(left);
        }
    }

    private static boolean fold(BinaryOperator operator, Operand left, Operand right) {
        boolean byZero = right.number == 0 && (operator == BinaryOperator.DIVIDE || operator == BinaryOperator.MODULO);
        if (!left.isNumeral() || !right.isNumeral() || byZero) {
            return false;
        }
        double a = left.number;
        double b = right.number;
        double value =
                switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    case MODULO -> a - Math.floor(a / b) * b;
                    default -> Math.pow(a, b);
                };
        if (Double.isNaN(value)) {
            return false;
        }
        left.number = value;
        return true;
    }
}
