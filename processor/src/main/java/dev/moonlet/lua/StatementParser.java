package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses statements. */
final class StatementParser extends TokenStream {

    private final CommentPlacer comments;
    private final ExpressionParser expressions;
    private final Set<Integer> functionStarts = new HashSet<>();
    private int loops;
    private boolean vararg = true;

    StatementParser(SourceFile file, Lexer lexer, CommentPlacer comments) {
        super(file, lexer);
        this.comments = comments;
        this.expressions = new ExpressionParser(this);
    }

    /** The offsets at which statements begin that define a function. */
    Set<Integer> functionStarts() {
        return functionStarts;
    }

    boolean inVarargFunction() {
        return vararg;
    }

    /** §2.4.1: a whole file. */
    Block chunk() {
        Block block = block();
        if (kind() != TokenKind.END_OF_FILE) {
            throw expected("the end of the file");
        }
        return block;
    }

    private Block block() {
        enterLevel();
        int start = start();
        List<Statement> statements = new ArrayList<>();
        boolean last = false;
        comments.betweenStatements(previousEnd());
        while (!last && !endsBlock()) {
            Statement statement = statement();
            last = statement instanceof Statement.Return || statement instanceof Statement.Break;
            accept(TokenKind.SEMICOLON);
            statements.add(statement);
            comments.betweenStatements(previousEnd());
        }
        leaveLevel();
        return new Block(start, Math.max(start, previousEnd()), statements);
    }

    private boolean endsBlock() {
        return switch (kind()) {
            case ELSE, ELSEIF, END, END_OF_FILE, UNTIL -> true;
            default -> false;
        };
    }

    private Statement statement() {
        return switch (kind()) {
            case IF -> ifStatement();
            case WHILE -> whileStatement();
            case DO -> doStatement();
            case FOR -> forStatement();
            case REPEAT -> repeatStatement();
            case FUNCTION -> functionStatement();
            case LOCAL -> localStatement();
            case RETURN -> returnStatement();
            case BREAK -> breakStatement();
            default -> expressionStatement();
        };
    }

    /** §2.4.4 */
    private Statement ifStatement() {
        Span opening = lexer.span();
        List<Statement.If.Branch> branches = new ArrayList<>();
        do {
            advance();
            Expression condition = expressions.expression();
            expect(TokenKind.THEN);
            branches.add(new Statement.If.Branch(condition, block()));
        } while (kind() == TokenKind.ELSEIF);
        Optional<Block> otherwise = accept(TokenKind.ELSE) ? Optional.of(block()) : Optional.empty();
        expectClosing(TokenKind.END, opening, "if");
        return new Statement.If(opening.start(), previousEnd(), branches, otherwise);
    }

    private Statement whileStatement() {
        Span opening = lexer.span();
        advance();
        Expression condition = expressions.expression();
        expect(TokenKind.DO);
        Block block = loopBlock();
        expectClosing(TokenKind.END, opening, "while");
        return new Statement.While(opening.start(), previousEnd(), condition, block);
    }

    private Statement doStatement() {
        Span opening = lexer.span();
        advance();
        Block block = block();
        expectClosing(TokenKind.END, opening, "do");
        return new Statement.Do(opening.start(), previousEnd(), block);
    }

    private Statement repeatStatement() {
        Span opening = lexer.span();
        advance();
        Block block = loopBlock();
        expectClosing(TokenKind.UNTIL, opening, "repeat");
        Expression condition = expressions.expression();
        return new Statement.Repeat(opening.start(), previousEnd(), block, condition);
    }

    /** §2.4.5 */
    private Statement forStatement() {
        Span opening = lexer.span();
        advance();
        Name first = name();
        return kind() == TokenKind.ASSIGN ? numericFor(opening, first) : genericFor(opening, first);
    }

    private Statement numericFor(Span opening, Name variable) {
        advance();
        Expression initial = expressions.expression();
        expect(TokenKind.COMMA);
        Expression limit = expressions.expression();
        Optional<Expression> step = accept(TokenKind.COMMA) ? Optional.of(expressions.expression()) : Optional.empty();
        Block block = forBlock(opening);
        return new Statement.NumericFor(opening.start(), previousEnd(), variable, initial, limit, step, block);
    }

    private Statement genericFor(Span opening, Name first) {
        List<Name> variables = new ArrayList<>();
        variables.add(first);
        while (accept(TokenKind.COMMA)) {
            variables.add(name());
        }
        if (!accept(TokenKind.IN)) {
            throw expected(variables.size() == 1 ? "\"=\" or \"in\"" : "\"in\"");
        }
        List<Expression> values = expressions.expressions();
        Block block = forBlock(opening);
        return new Statement.GenericFor(opening.start(), previousEnd(), variables, values, block);
    }

    private Block forBlock(Span opening) {
        expect(TokenKind.DO);
        Block block = loopBlock();
        expectClosing(TokenKind.END, opening, "for");
        return block;
    }

    private Block loopBlock() {
        loops++;
        Block block = block();
        loops--;
        return block;
    }

    /** §2.5.9 */
    private Statement functionStatement() {
        Span opening = lexer.span();
        functionStarts.add(opening.start());
        advance();
        Name first = name();
        Expression target = new Expression.Variable(first.start(), first.end(), first.text());
        boolean method = false;
        while (!method && (kind() == TokenKind.DOT || kind() == TokenKind.COLON)) {
            method = kind() == TokenKind.COLON;
            advance();
            Name field = name();
            target = new Expression.Member(first.start(), field.end(), target, field);
        }
        FunctionBody body = functionBody(opening);
        return new Statement.Function(opening.start(), previousEnd(), target, method, body);
    }

    /** The parameters and block of a function whose keyword has been read. */
    FunctionBody functionBody(Span opening) {
        int start = start();
        int outerLoops = loops;
        boolean outerVararg = vararg;
        List<Name> parameters = new ArrayList<>();
        loops = 0;
        vararg = parameters(parameters);
        boolean ownVararg = vararg;
        Block block = block();
        expectClosing(TokenKind.END, opening, "function");
        loops = outerLoops;
        vararg = outerVararg;
        return new FunctionBody(start, previousEnd(), parameters, ownVararg, block);
    }

    /** Reads the parameters and tells whether {@code ...} is among them. */
    private boolean parameters(List<Name> parameters) {
        expect(TokenKind.LEFT_PAREN);
        boolean hasVararg = false;
        if (kind() != TokenKind.RIGHT_PAREN) {
            do {
                hasVararg = accept(TokenKind.VARARG);
                if (!hasVararg) {
                    if (kind() != TokenKind.NAME) {
                        throw expected("a parameter");
                    }
                    parameters.add(name());
                }
            } while (!hasVararg && accept(TokenKind.COMMA));
        }
        expect(TokenKind.RIGHT_PAREN);
        return hasVararg;
    }

    /** §2.4.7 */
    private Statement localStatement() {
        int start = start();
        advance();
        if (kind() == TokenKind.FUNCTION) {
            Span opening = lexer.span();
            functionStarts.add(start);
            advance();
            Name name = name();
            FunctionBody body = functionBody(opening);
            return new Statement.LocalFunction(start, previousEnd(), name, body);
        }
        List<Name> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept(TokenKind.COMMA));
        List<Expression> values = accept(TokenKind.ASSIGN) ? expressions.expressions() : List.of();
        return new Statement.Local(start, previousEnd(), names, noteFunction(start, values));
    }

    private List<Expression> noteFunction(int start, List<Expression> values) {
        if (!values.isEmpty() && values.get(0) instanceof Expression.Function) {
            functionStarts.add(start);
        }
        return values;
    }

    /** §2.4.4 */
    private Statement returnStatement() {
        int start = start();
        advance();
        boolean bare = endsBlock() || kind() == TokenKind.SEMICOLON;
        List<Expression> values = bare ? List.of() : expressions.expressions();
        return new Statement.Return(start, previousEnd(), values);
    }

    private Statement breakStatement() {
        if (loops == 0) {
            throw new LuaSyntaxException(SyntaxErrors.breakOutsideLoop(file, lexer.span()));
        }
        int start = start();
        advance();
        return new Statement.Break(start, previousEnd());
    }

    /** §2.4.3 and §2.4.6 */
    private Statement expressionStatement() {
        int start = start();
        Expression first = expressions.suffixed();
        if (kind() != TokenKind.ASSIGN && kind() != TokenKind.COMMA) {
            if (first instanceof Expression.Call || first instanceof Expression.MethodCall) {
                return new Statement.Call(start, previousEnd(), first);
            }
            throw first instanceof Expression.Parenthesized
                    ? new LuaSyntaxException(SyntaxErrors.notAStatement(file, new Span(start, previousEnd())))
                    : expected("\"=\" or a call");
        }
        List<Expression> targets = new ArrayList<>();
        targets.add(assignable(first));
        while (accept(TokenKind.COMMA)) {
            targets.add(assignable(expressions.suffixed()));
        }
        expect(TokenKind.ASSIGN);
        List<Expression> values = expressions.expressions();
        return new Statement.Assignment(start, previousEnd(), targets, noteFunction(start, values));
    }

    private Expression assignable(Expression target) {
        if (target instanceof Expression.Variable
                || target instanceof Expression.Member
                || target instanceof Expression.Index) {
            return target;
        }
        throw new LuaSyntaxException(SyntaxErrors.notAssignable(file, new Span(target.start(), target.end())));
    }
}
