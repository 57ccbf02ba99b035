package dev.moonlet.lua;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions. */
final class ExpressionParser extends TokenStream {

    private final StatementParser statements;

    ExpressionParser(StatementParser statements) {
        super(statements);
        this.statements = statements;
    }

    /** explist: {@code exp {',' exp}} */
    List<Expression> expressions() {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (accept(TokenKind.COMMA));
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
        Expression left;
        if (unary != null) {
            advance();
            Expression operand = expression(BinaryOperator.UNARY_POWER);
            left = new Expression.Unary(start, previousEnd(), unary, operand);
        } else {
            left = simple();
        }
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
            Span opening = lexer.span();
            advance();
            var body = statements.functionBody(opening);
            return new Expression.Function(start, previousEnd(), body);
        }
        return suffixed();
    }

    private Expression vararg() {
        if (!statements.inVarargFunction()) {
            throw new LuaSyntaxException(SyntaxErrors.varargOutsideVarargFunction(file, lexer.span()));
        }
        return new Expression.Vararg(start(), lexer.end());
    }

    /** §2.5.8: a name or an expression in parentheses, with what is indexed and called behind it. */
    Expression suffixed() {
        int start = start();
        Expression expression = primary();
        while (true) {
            switch (kind()) {
                case DOT -> {
                    advance();
                    Name name = name();
                    expression = new Expression.Member(start, previousEnd(), expression, name);
                }
                case LEFT_BRACKET -> {
                    Span opening = lexer.span();
                    advance();
                    Expression key = expression();
                    expectClosing(TokenKind.RIGHT_BRACKET, opening, "[");
                    expression = new Expression.Index(start, previousEnd(), expression, key);
                }
                case COLON -> {
                    advance();
                    Name method = name();
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

    private Expression primary() {
        int start = start();
        if (kind() == TokenKind.NAME) {
            Expression variable = new Expression.Variable(start, lexer.end(), lexer.tokenText());
            advance();
            return variable;
        }
        if (kind() == TokenKind.LEFT_PAREN) {
            Span opening = lexer.span();
            advance();
            Expression inner = expression();
            expectClosing(TokenKind.RIGHT_PAREN, opening, "(");
            return new Expression.Parenthesized(start, previousEnd(), inner);
        }
        throw new LuaSyntaxException(SyntaxErrors.unexpected(file, lexer.span(), found()));
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
                if (file.line(start) != file.line(Math.max(0, previousEnd() - 1))) {
                    throw new LuaSyntaxException(SyntaxErrors.ambiguousCall(file, lexer.span()));
                }
                Span opening = lexer.span();
                advance();
                List<Expression> list = kind() == TokenKind.RIGHT_PAREN ? List.of() : expressions();
                expectClosing(TokenKind.RIGHT_PAREN, opening, "(");
                return list;
            }
            default -> throw expected("arguments of a call");
        }
    }

    /** §2.5.7 */
    private Expression table() {
        Span opening = lexer.span();
        advance();
        List<TableField> fields = new ArrayList<>();
        while (kind() != TokenKind.RIGHT_BRACE) {
            fields.add(field());
            if (!accept(TokenKind.COMMA) && !accept(TokenKind.SEMICOLON)) {
                break;
            }
        }
        expectClosing(TokenKind.RIGHT_BRACE, opening, "{");
        return new Expression.Table(opening.start(), previousEnd(), fields);
    }

    private TableField field() {
        int start = start();
        if (kind() == TokenKind.LEFT_BRACKET) {
            Span opening = lexer.span();
            advance();
            Expression key = expression();
            expectClosing(TokenKind.RIGHT_BRACKET, opening, "[");
            expect(TokenKind.ASSIGN);
            Expression value = expression();
            return new TableField.Keyed(start, previousEnd(), key, value);
        }
        Expression value = expression();
        if (kind() == TokenKind.ASSIGN && value instanceof Expression.Variable variable) {
            Name name = new Name(variable.start(), variable.end(), variable.name());
            advance();
            Expression named = expression();
            return new TableField.Named(start, previousEnd(), name, named);
        }
        return new TableField.Positional(start, previousEnd(), value);
    }
}
