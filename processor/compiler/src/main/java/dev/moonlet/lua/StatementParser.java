package dev.moonlet.lua;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.limits.LimitEstimate;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Parses statements, a method a production, and goes on behind one that can't be parsed. */
final class StatementParser extends TokenStream {

    private static final Expression NO_CONDITION = new Expression.Nil(0, 0);

    private final CommentPlacer comments;
    private final ExpressionParser expressions;
    private final StatementRecovery recovery;
    private final LimitEstimate estimate = new LimitEstimate();
    private final FunctionParser functions;
    private final Supplier<Statement> statementParser = this::statement;
    private final Supplier<Expression> conditionParser;
    private int loops;

    StatementParser(SourceFile file, Lexer lexer, SyntaxErrorLog errors) {
        super(file, lexer, errors);
        this.comments = new CommentPlacer(lexer);
        this.recovery = new StatementRecovery(this);
        this.functions = new FunctionParser(this, recovery, estimate);
        this.expressions = new ExpressionParser(functions);
        this.conditionParser = expressions::expression;
    }

    /** §2.4.1: a whole file. */
    Chunk chunk() {
        List<Statement> statements = new ArrayList<>(block().statements());
        while (kind() != TokenKind.END_OF_FILE) {
            report(SyntaxErrors.nothingToClose(file, lexer.span(), found(), lateEnd()));
            advance();
            statements.addAll(block().statements());
        }
        comments.betweenStatements(previousEnd(), levels() <= 1);
        Block block = new Block(0, file.text().length(), statements);
        return new Chunk(file, block, comments.placed(), lexer.codeLines(), functions.lines());
    }

    private Block block() {
        enterLevel();
        int start = start();
        List<Statement> statements = new ArrayList<>();
        comments.betweenStatements(previousEnd(), levels() <= 1);
        while (!endsBlock(kind())) {
            Statement statement = recovery.statement(statementParser);
            accept(TokenKind.SEMICOLON);
            comments.betweenStatements(previousEnd(), levels() <= 1);
            if (statement == null) {
                continue;
            }
            statements.add(statement);
            boolean last = statement instanceof Statement.Return || statement instanceof Statement.Break;
            if (last && !endsBlock(kind())) {
                report(SyntaxErrors.notLast(file, lexer.span(), statement));
            }
        }
        leaveLevel();
        return new Block(start, Math.max(start, previousEnd()), statements);
    }

    static boolean endsBlock(TokenKind kind) {
        return switch (kind) {
            case ELSE, ELSEIF, END, END_OF_FILE, UNTIL -> true;
            default -> false;
        };
    }

    /** Whether something could pass a limit of Lua's compiler. */
    boolean isNearLimits() {
        return estimate.isNearLimits();
    }

    private Statement statement() {
        int tokensBefore = tokens();
        int countedBefore = estimate.counted();
        Statement statement = statementOfKind();
        estimate.statement(tokens() - tokensBefore, countedBefore);
        return statement;
    }

    private Statement statementOfKind() {
        return switch (kind()) {
            case IF -> ifStatement();
            case WHILE -> whileStatement();
            case DO -> doStatement();
            case FOR -> forStatement();
            case REPEAT -> repeatStatement();
            case FUNCTION -> functions.statement();
            case LOCAL -> localStatement();
            case RETURN -> returnStatement();
            case BREAK -> breakStatement();
            default -> expressionStatement();
        };
    }

    /** §2.4.4 */
    private Statement ifStatement() {
        int start = start();
        Opening opening = opening(recovery.isBehindElse());
        List<Statement.If.Branch> branches = new ArrayList<>();
        do {
            advance();
            Expression condition = condition(TokenKind.THEN);
            branches.add(new Statement.If.Branch(condition, block()));
        } while (kind() == TokenKind.ELSEIF);
        Optional<Block> otherwise = accept(TokenKind.ELSE) ? Optional.of(block()) : Optional.empty();
        expectBlockEnd(TokenKind.END, opening);
        return new Statement.If(start, previousEnd(), branches, otherwise);
    }

    private Expression condition(TokenKind word) {
        return recovery.header(word, conditionParser, NO_CONDITION);
    }

    private Statement whileStatement() {
        int start = start();
        Opening opening = opening();
        advance();
        Expression condition = condition(TokenKind.DO);
        Block block = loopBlock();
        expectBlockEnd(TokenKind.END, opening);
        return new Statement.While(start, previousEnd(), condition, block);
    }

    private Statement doStatement() {
        int start = start();
        Opening opening = opening();
        advance();
        Block block = block();
        expectBlockEnd(TokenKind.END, opening);
        return new Statement.Do(start, previousEnd(), block);
    }

    private Statement repeatStatement() {
        int start = start();
        Opening opening = opening();
        advance();
        Block block = loopBlock();
        if (!expectBlockEnd(TokenKind.UNTIL, opening)) {
            return new Statement.Repeat(start, previousEnd(), block, new Expression.Nil(start(), start()));
        }
        Expression condition = expressions.expression();
        if (kind() == TokenKind.ASSIGN) {
            throw failed(SyntaxErrors.assignmentInCondition(file, lexer.span()));
        }
        return new Statement.Repeat(start, previousEnd(), block, condition);
    }

    /** §2.4.5 */
    private Statement forStatement() {
        int start = start();
        Opening opening = opening();
        advance();
        estimate.locals(3);
        ForHeader header = recovery.header(TokenKind.DO, this::forHeader, ForHeader.NONE);
        estimate.locals(header.variables().size());
        Block block = loopBlock();
        expectBlockEnd(TokenKind.END, opening);
        return header.statement(start, previousEnd(), block);
    }

    private ForHeader forHeader() {
        List<Name> variables = new ArrayList<>();
        variables.add(name("the name of a loop variable"));
        if (accept(TokenKind.ASSIGN)) {
            List<Expression> range = new ArrayList<>();
            range.add(expressions.expression());
            expect(TokenKind.COMMA);
            range.add(expressions.expression());
            if (accept(TokenKind.COMMA)) {
                range.add(expressions.expression());
            }
            return new ForHeader(true, variables, range);
        }
        while (accept(TokenKind.COMMA)) {
            variables.add(name("the name of a loop variable"));
        }
        if (!accept(TokenKind.IN)) {
            throw expected(variables.size() == 1 ? "\"=\" or \"in\"" : "\"in\"");
        }
        return new ForHeader(false, variables, expressions.expressions());
    }

    /** The statements of a function, from which no loop around it can be left. */
    Block functionBlock() {
        int outerLoops = loops;
        loops = 0;
        try {
            return block();
        } finally {
            loops = outerLoops;
        }
    }

    private Block loopBlock() {
        int outerLoops = loops;
        loops++;
        try {
            return block();
        } finally {
            loops = outerLoops;
        }
    }

    /** §2.4.7 */
    private Statement localStatement() {
        int start = start();
        int line = lexer.line();
        advance();
        if (kind() == TokenKind.FUNCTION) {
            return functions.localFunction(start, line);
        }
        List<Name> names = localNames();
        estimate.locals(names.size());
        List<Expression> values = accept(TokenKind.ASSIGN) ? expressions.expressions() : List.of();
        return new Statement.Local(start, previousEnd(), names, functions.noted(line, values));
    }

    private List<Name> localNames() {
        Name first = name("the name of a local");
        if (kind() != TokenKind.COMMA) {
            return List.of(first);
        }
        List<Name> names = new ArrayList<>();
        names.add(first);
        while (accept(TokenKind.COMMA)) {
            names.add(name("the name of a local"));
        }
        return names;
    }

    /** §2.4.4 */
    private Statement returnStatement() {
        int start = start();
        advance();
        boolean bare = endsBlock(kind()) || kind() == TokenKind.SEMICOLON;
        List<Expression> values = bare ? List.of() : expressions.expressions();
        return new Statement.Return(start, previousEnd(), values);
    }

    private Statement breakStatement() {
        Span span = lexer.span();
        advance();
        if (loops == 0) {
            report(SyntaxErrors.breakOutsideLoop(file, span));
        }
        return new Statement.Break(span.start(), span.end());
    }

    /** §2.4.3 and §2.4.6 */
    private Statement expressionStatement() {
        int start = start();
        int line = lexer.line();
        Expression first = expressions.suffixed("a statement");
        boolean call = first instanceof Expression.Call || first instanceof Expression.MethodCall;
        if (call) {
            return new Statement.Call(start, previousEnd(), first);
        }
        if (kind() != TokenKind.ASSIGN && kind() != TokenKind.COMMA) {
            throw lexer.line() == previousLine()
                    ? failed(SyntaxErrors.noStatement(file, first, lexer.span(), kind(), found()))
                    : failed(SyntaxErrors.onlyAnExpression(file, first));
        }
        Expression target = assignable(first);
        List<Expression> targets = kind() == TokenKind.ASSIGN ? List.of(target) : targets(target);
        expect(TokenKind.ASSIGN);
        List<Expression> values = expressions.expressions();
        return new Statement.Assignment(start, previousEnd(), targets, functions.noted(line, values));
    }

    private List<Expression> targets(Expression first) {
        List<Expression> targets = new ArrayList<>();
        targets.add(first);
        while (accept(TokenKind.COMMA)) {
            Expression target = expressions.suffixed("a variable");
            if (targets.size() > MAX_LEVELS - levels()) {
                throw failed(SyntaxErrors.tooManyTargets(file, lexer.span()));
            }
            targets.add(assignable(target));
        }
        return targets;
    }

    private Expression assignable(Expression target) {
        if (target instanceof Expression.Variable
                || target instanceof Expression.Member
                || target instanceof Expression.Index) {
            return target;
        }
        throw failed(SyntaxErrors.notAssignable(file, new Span(target.start(), target.end())));
    }
}
