package dev.moonlet.lua;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions. */
final class ExpressionParser extends TokenStream {

    private final FunctionParser functions;

    ExpressionParser(FunctionParser functions) {
        super(functions);
        this.functions = functions;
    }

    /** explist: {@code exp {',' exp}} */
    List<Expression> expressions() {
        Expression first = expression();
        if (kind() != TokenKind.COMMA) {
            return List.of(first);
        }
        List<Expression> list = new ArrayList<>();
        list.add(first);
        while (accept(TokenKind.COMMA)) {
            list.add(expression());
        }
        return list;
    }

    /** §2.5 */
    Expression expression() {
        return expression(0);
    }

    /** §2.5.6: an expression whose operators bind more strongly than {@code limit}. */
    private Expression expression(int limit) {
        enterLevel();
        int start = start();
        UnaryOperator unary = unaryOperator();
        if (unary == null) {
            return operation(start, limit, simple());
        }
        advance();
        Expression operand = expression(BinaryOperator.UNARY_POWER);
        return operation(start, limit, new Expression.Unary(start, previousEnd(), unary, operand));
    }

    /** What follows an operand, whose level has been entered. */
    private Expression operation(int start, int limit, Expression operand) {
        Expression left = operand;
        BinaryOperator operator = binaryOperator();
        while (operator != null && operator.left() > limit) {
            advance();
            Expression right = expression(operator.right());
            left = new Expression.Binary(start, previousEnd(), operator, left, right);
            operator = binaryOperator();
        }
        leaveLevel();
        return left;
    }

    private @Nullable UnaryOperator unaryOperator() {
        return switch (kind()) {
            case NOT -> UnaryOperator.NOT;
            case MINUS -> UnaryOperator.NEGATE;
            case HASH -> UnaryOperator.LENGTH;
            default -> null;
        };
    }

    private @Nullable BinaryOperator binaryOperator() {
        return switch (kind()) {
            case OR -> BinaryOperator.OR;
            case AND -> BinaryOperator.AND;
            case LESS -> BinaryOperator.LESS;
            case GREATER -> BinaryOperator.GREATER;
            case LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
            case GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case EQUAL -> BinaryOperator.EQUAL;
            case CONCAT -> BinaryOperator.CONCAT;
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case STAR -> BinaryOperator.MULTIPLY;
            case SLASH -> BinaryOperator.DIVIDE;
            case PERCENT -> BinaryOperator.MODULO;
            case CARET -> BinaryOperator.POWER;
            default -> null;
        };
    }

    private Expression simple() {
        int start = start();
        int end = lexer.end();
        Expression literal =
                switch (kind()) {
                    case NIL -> new Expression.Nil(start, end);
                    case TRUE -> new Expression.Bool(start, end, true);
                    case FALSE -> new Expression.Bool(start, end, false);
                    case NUMBER -> new Expression.Numeral(start, end, lexer.numberValue());
                    case STRING -> new Expression.Str(start, end, lexer.stringValue());
                    case VARARG -> vararg();
                    default -> null;
                };
        if (literal != null) {
            advance();
            return literal;
        }
        if (kind() == TokenKind.LEFT_BRACE) {
            return table();
        }
        if (kind() == TokenKind.FUNCTION) {
            Opening opening = opening();
            advance();
            FunctionBody body = functions.body(opening);
            return new Expression.Function(start, previousEnd(), body);
        }
        return suffixed("an expression");
    }

    private Expression vararg() {
        if (!functions.inVarargFunction()) {
            report(SyntaxErrors.varargOutsideVarargFunction(file, lexer.span()));
        }
        return new Expression.Vararg(start(), lexer.end());
    }

    /** §2.5.8: a name or an expression in parentheses, with what is indexed and called behind it. */
    Expression suffixed(String expectation) {
        int start = start();
        return suffixes(start, primary(expectation));
    }

    private Expression suffixes(int start, Expression primary) {
        Expression expression = primary;
        while (true) {
            switch (kind()) {
                case DOT -> {
                    advance();
                    Name name = name("the name of a field");
                    expression = new Expression.Member(start, previousEnd(), expression, name);
                }
                case LEFT_BRACKET -> {
                    int bracket = start();
                    advance();
                    Expression key = expression();
                    expectClosing(TokenKind.RIGHT_BRACKET, TokenKind.LEFT_BRACKET, bracket);
                    expression = new Expression.Index(start, previousEnd(), expression, key);
                }
                case COLON -> {
                    advance();
                    Name method = name("the name of a method");
                    List<Expression> arguments = arguments();
                    expression = new Expression.MethodCall(start, previousEnd(), expression, method, arguments);
                }
                case LEFT_PAREN, STRING, LEFT_BRACE -> {
                    List<Expression> arguments = arguments();
                    expression = new Expression.Call(start, previousEnd(), expression, arguments);
                }
                default -> {
                    return expression;
                }
            }
        }
    }

    private Expression primary(String expectation) {
        int start = start();
        if (kind() == TokenKind.NAME) {
            Expression variable = new Expression.Variable(start, lexer.end(), lexer.nameValue());
            advance();
            return variable;
        }
        if (kind() == TokenKind.LEFT_PAREN) {
            advance();
            Expression inner = expression();
            expectClosing(TokenKind.RIGHT_PAREN, TokenKind.LEFT_PAREN, start);
            return new Expression.Parenthesized(start, previousEnd(), inner);
        }
        throw expected(expectation);
    }

    private List<Expression> arguments() {
        int start = start();
        int end = lexer.end();
        switch (kind()) {
            case STRING -> {
                Expression string = new Expression.Str(start, end, lexer.stringValue());
                advance();
                return List.of(string);
            }
            case LEFT_BRACE -> {
                return List.of(table());
            }
            case LEFT_PAREN -> {
                if (lexer.line() != previousLine()) {
                    report(SyntaxErrors.ambiguousCall(file, lexer.span()));
                }
                advance();
                List<Expression> list = kind() == TokenKind.RIGHT_PAREN ? List.of() : argumentList(start);
                expectClosing(TokenKind.RIGHT_PAREN, TokenKind.LEFT_PAREN, start);
                return list;
            }
            default -> throw expected("the arguments of a call");
        }
    }

    private List<Expression> argumentList(int opened) {
        Expression first = expression();
        if (kind() == TokenKind.RIGHT_PAREN) {
            return List.of(first);
        }
        List<Expression> list = new ArrayList<>();
        list.add(first);
        while (accept(TokenKind.COMMA) || isCommaMissing("\")\"", opened)) {
            list.add(expression());
        }
        return list;
    }

    /** Whether what comes next would be right behind a comma; if so, that is reported. */
    private boolean isCommaMissing(String closing, int opened) {
        boolean begins =
                switch (kind()) {
                    case NAME, STRING, NUMBER, NIL, TRUE, FALSE, FUNCTION, LEFT_BRACE, VARARG, NOT, HASH -> true;
                    default -> false;
                };
        if (!begins || isFirstOfStatement(opened)) {
            return false;
        }
        if (kind() == TokenKind.NAME && isBehindQuote()) {
            Unparsable failed = failed(SyntaxErrors.missingComma(file, previousEnd(), closing, found()));
            silenceLine(); // a quote ended a string too early, and the next one begins another
            throw failed;
        }
        report(SyntaxErrors.missingComma(file, previousEnd(), closing, found()));
        return true;
    }

    /** Whether the line looks like a statement, so that it is rather the bracket that is missing. */
    private boolean isFirstOfStatement(int opened) {
        boolean statement = kind() == TokenKind.FUNCTION || kind() == TokenKind.NAME;
        return statement && lexer.isFirstOnLine(start()) && lexer.indentation() <= indentation(opened);
    }

    private int indentation(int offset) {
        String line = file.lineText(file.line(offset));
        return line.length() - line.stripLeading().length();
    }

    private boolean isBehindQuote() {
        char previous = start() == 0 ? ' ' : file.text().charAt(start() - 1);
        return previous == '\'' || previous == '"';
    }

    /** §2.5.7 */
    private Expression table() {
        int start = start();
        advance();
        List<TableField> fields = new ArrayList<>();
        while (kind() != TokenKind.RIGHT_BRACE) {
            fields.add(field());
            if (!accept(TokenKind.COMMA) && !accept(TokenKind.SEMICOLON) && !isCommaMissing("\"}\"", start)) {
                break;
            }
        }
        expectClosing(TokenKind.RIGHT_BRACE, TokenKind.LEFT_BRACE, start);
        return new Expression.Table(start, previousEnd(), fields);
    }

    private TableField field() {
        int start = start();
        if (kind() == TokenKind.LEFT_BRACKET) {
            advance();
            Expression key = expression();
            expectClosing(TokenKind.RIGHT_BRACKET, TokenKind.LEFT_BRACKET, start);
            expect(TokenKind.ASSIGN);
            Expression value = expression();
            return new TableField.Keyed(start, previousEnd(), key, value);
        }
        if (kind() != TokenKind.NAME) {
            Expression value = expression();
            return new TableField.Positional(start, previousEnd(), value);
        }
        Name name = name("a field");
        countPreviousToThisLine();
        if (accept(TokenKind.ASSIGN)) {
            Expression value = expression();
            return new TableField.Named(start, previousEnd(), name, value);
        }
        enterLevel();
        Expression variable = new Expression.Variable(name.start(), name.end(), name.text());
        Expression value = operation(start, 0, suffixes(start, variable));
        return new TableField.Positional(start, previousEnd(), value);
    }
}
