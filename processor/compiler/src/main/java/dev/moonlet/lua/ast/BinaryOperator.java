package dev.moonlet.lua.ast;

/**
 * The operators with two operands, with their binding powers.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5.6">Lua 5.1 Reference Manual, §2.5.6</a>
 */
public enum BinaryOperator {
    OR(1, 1),
    AND(2, 2),
    LESS(3, 3),
    GREATER(3, 3),
    LESS_EQUAL(3, 3),
    GREATER_EQUAL(3, 3),
    NOT_EQUAL(3, 3),
    EQUAL(3, 3),
    CONCAT(5, 4),
    ADD(6, 6),
    SUBTRACT(6, 6),
    MULTIPLY(7, 7),
    DIVIDE(7, 7),
    MODULO(7, 7),
    POWER(10, 9);

    /** How strongly a unary operator binds its operand: less than a power does. */
    public static final int UNARY_POWER = 8;

    private final int left;
    private final int right;

    BinaryOperator(int left, int right) {
        this.left = left;
        this.right = right;
    }

    /** How strongly it binds its left operand. */
    public int left() {
        return left;
    }

    /** How strongly it binds its right operand; less than {@link #left()} if it groups to the right. */
    public int right() {
        return right;
    }
}
