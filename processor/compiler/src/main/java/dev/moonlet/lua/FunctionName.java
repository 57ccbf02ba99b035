package dev.moonlet.lua;

import dev.moonlet.lua.ast.Expression;

/** What a function statement defines. */
record FunctionName(Expression target, boolean method) {
    static final FunctionName NONE = new FunctionName(new Expression.Nil(0, 0), false);
}
