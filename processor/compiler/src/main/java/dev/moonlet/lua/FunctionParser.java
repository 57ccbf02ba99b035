package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.limits.LimitEstimate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Parses functions: their names, parameters and bodies.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.5.9">Lua 5.1 Reference Manual, §2.5.9</a>
 */
final class FunctionParser extends TokenStream {

    private final StatementParser statements;
    private final StatementRecovery recovery;
    private final LimitEstimate estimate;
    private final BitSet lines = new BitSet();
    private final Supplier<Parameters> parameterParser = this::parameters;
    private boolean vararg = true;

    FunctionParser(StatementParser statements, StatementRecovery recovery, LimitEstimate estimate) {
        super(statements);
        this.statements = statements;
        this.recovery = recovery;
        this.estimate = estimate;
    }

    /** The lines on which statements begin that define a function. */
    BitSet lines() {
        return lines;
    }

    boolean inVarargFunction() {
        return vararg;
    }

    /** {@code function name() … end} */
    Statement statement() {
        int start = start();
        Opening opening = opening();
        lines.set(lexer.line());
        advance();
        FunctionName name = recovery.functionName(this::functionName, FunctionName.NONE);
        FunctionBody body = body(opening);
        return new Statement.Function(start, previousEnd(), name.target(), name.method(), body);
    }

    /** {@code local function name() … end}, of which the first word has been read. */
    Statement localFunction(int start, int line) {
        Opening opening = opening();
        lines.set(line);
        advance();
        Name name = name("the name of the function");
        estimate.locals(1);
        FunctionBody body = body(opening);
        return new Statement.LocalFunction(start, previousEnd(), name, body);
    }

    /** Notes the line of a statement that assigns some values, if the first of them is a function. */
    List<Expression> noted(int line, List<Expression> values) {
        if (!values.isEmpty() && values.get(0) instanceof Expression.Function) {
            lines.set(line);
        }
        return values;
    }

    private FunctionName functionName() {
        Name first = name("the name of the function");
        Expression target = new Expression.Variable(first.start(), first.end(), first.text());
        boolean method = false;
        while (!method && (kind() == TokenKind.DOT || kind() == TokenKind.COLON)) {
            method = kind() == TokenKind.COLON;
            advance();
            Name field = name("a name");
            target = new Expression.Member(first.start(), field.end(), target, field);
        }
        return new FunctionName(target, method);
    }

    /** The parameters and block of a function whose keyword, and name if it has one, have been read. */
    FunctionBody body(Opening opening) {
        int start = start();
        boolean outerVararg = vararg;
        LimitEstimate.Outer outer = estimate.enterFunction();
        try {
            Parameters parameters = Parameters.NONE;
            recovery.expectParameters();
            parameters = recovery.header(TokenKind.RIGHT_PAREN, parameterParser, parameters);
            vararg = parameters.vararg();
            estimate.locals(parameters.names().size() + 2); // self and arg too, perhaps
            Block block = statements.functionBlock();
            expectBlockEnd(TokenKind.END, opening);
            return new FunctionBody(start, previousEnd(), parameters.names(), parameters.vararg(), block);
        } finally {
            vararg = outerVararg;
            estimate.leaveFunction(outer);
        }
    }

    private Parameters parameters() {
        List<Name> names = new ArrayList<>();
        if (kind() == TokenKind.RIGHT_PAREN) {
            return Parameters.NONE;
        }
        do {
            if (accept(TokenKind.VARARG)) {
                return new Parameters(names, true);
            }
            names.add(name("a parameter"));
        } while (accept(TokenKind.COMMA));
        return new Parameters(names, false);
    }
}
