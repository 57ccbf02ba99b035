package dev.moonlet.lua.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The locals, upvalues, constants and registers that Lua 5.1's compiler has for one function, each within its limit. */
final class FunctionLimits {

    /** Lua's LUAI_MAXVARS. */
    static final int MAX_LOCALS = 200;

    /** Lua's SHRT_MAX: so many locals a function can have one after the other. */
    static final int MAX_DECLARED = 32_767;

    /** Lua's LUAI_MAXUPVALUES. */
    static final int MAX_UPVALUES = 60;

    /** Lua's MAXSTACK. */
    private static final int MAX_REGISTERS = 250;

    /** Lua's MAXARG_Bx. */
    private static final int MAX_CONSTANTS = (1 << 18) - 1;

    /** The registers, or the constants, are used up. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean constants;

        Exhausted(boolean constants) {
            super(null, null, false, false);
            this.constants = constants;
        }

        boolean isOfConstants() {
            return constants;
        }
    }

    private final @Nullable FunctionLimits outer;
    private final List<String> locals = new ArrayList<>();
    private final Map<String, Integer> upvalues = new HashMap<>();
    private final Map<Object, Integer> constants = new HashMap<>();
    private int declared;
    private int active;
    private int free;

    FunctionLimits(@Nullable FunctionLimits outer) {
        this.outer = outer;
    }

    int active() {
        return active;
    }

    int free() {
        return free;
    }

    void setFree(int register) {
        free = register;
    }

    /** Declares a local, which is not visible yet; whether there may be one more. */
    boolean declare(String name) {
        declared++;
        locals.add(name);
        return locals.size() <= MAX_LOCALS;
    }

    /** How many locals have been declared, those too that are out of scope by now. */
    int declared() {
        return declared;
    }

    /** Makes the locals visible that were declared. */
    void activate() {
        active = locals.size();
    }

    /** Makes the first of the locals visible that were declared. */
    void activate(int count) {
        active += count;
    }

    void endScope(int activeBefore) {
        while (locals.size() > activeBefore) {
            locals.remove(locals.size() - 1);
        }
        active = activeBefore;
        free = activeBefore;
    }

    /** A variable by its name. */
    Operand variable(String name) {
        int local = local(name);
        if (local >= 0) {
            return new Operand(Operand.Kind.LOCAL, local);
        }
        if (outer != null && outer.isKnown(name)) {
            return new Operand(Operand.Kind.UPVALUE);
        }
        return new Operand(Operand.Kind.GLOBAL, constant(name));
    }

    /** Counts an upvalue in all functions between this one and its owner; whether none has too many. */
    boolean addUpvalue(String name) {
        boolean fits = true;
        for (FunctionLimits function = this; function != null; function = function.outer) {
            int register = function.local(name);
            if (register >= 0) {
                break;
            }
            function.upvalues.putIfAbsent(name + owner(function, name), 0);
            fits &= function.upvalues.size() <= MAX_UPVALUES;
        }
        return fits;
    }

    /** Tells apart variables of the same name: by how far out and in which register theirs is. */
    private static String owner(FunctionLimits function, String name) {
        int depth = 0;
        FunctionLimits owner = function.outer;
        while (owner != null && owner.local(name) < 0) {
            owner = owner.outer;
            depth++;
        }
        return " " + depth + " " + (owner == null ? -1 : owner.local(name));
    }

    private boolean isKnown(String name) {
        return local(name) >= 0 || (outer != null && outer.isKnown(name));
    }

    private int local(String name) {
        for (int i = active - 1; i >= 0; i--) {
            if (locals.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    int constantCount() {
        return constants.size();
    }

    int constant(Object value) {
        Integer index = constants.get(value);
        if (index != null) {
            return index;
        }
        if (constants.size() >= MAX_CONSTANTS) {
            throw new Exhausted(true);
        }
        constants.put(value, constants.size());
        return constants.size() - 1;
    }

    void checkStack(int more) {
        if (free + more >= MAX_REGISTERS) {
            throw new Exhausted(false);
        }
    }

    void reserve(int count) {
        checkStack(count);
        free += count;
    }
}
