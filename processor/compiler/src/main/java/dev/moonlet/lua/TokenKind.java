package dev.moonlet.lua;

/** The kinds of tokens, each with the text that messages show for it. */
enum TokenKind {
    AND("and"),
    BREAK("break"),
    DO("do"),
    ELSE("else"),
    ELSEIF("elseif"),
    END("end"),
    FALSE("false"),
    FOR("for"),
    FUNCTION("function"),
    IF("if"),
    IN("in"),
    LOCAL("local"),
    NIL("nil"),
    NOT("not"),
    OR("or"),
    REPEAT("repeat"),
    RETURN("return"),
    THEN("then"),
    TRUE("true"),
    UNTIL("until"),
    WHILE("while"),
    NAME("a name"),
    STRING("a string"),
    NUMBER("a number"),
    PLUS("+"),
    MINUS("-"),
    STAR("*"),
    SLASH("/"),
    PERCENT("%"),
    CARET("^"),
    HASH("#"),
    EQUAL("=="),
    NOT_EQUAL("~="),
    LESS_EQUAL("<="),
    GREATER_EQUAL(">="),
    LESS("<"),
    GREATER(">"),
    ASSIGN("="),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    SEMICOLON(";"),
    COLON(":"),
    COMMA(","),
    DOT("."),
    CONCAT(".."),
    VARARG("..."),
    /** A character that begins no token. */
    UNKNOWN("an unexpected character"),
    END_OF_FILE("the end of the file");

    private final String text;

    TokenKind(String text) {
        this.text = text;
    }

    /** Whether it is a reserved word. */
    boolean isKeyword() {
        return compareTo(NAME) < 0;
    }

    /** How it is spelt, for a keyword or a symbol. */
    String text() {
        return text;
    }

    /** How messages speak of it: {@code "end"} for what is spelt so, {@code a name} for a class of tokens. */
    String description() {
        boolean spelled = this != NAME && this != STRING && this != NUMBER && compareTo(UNKNOWN) < 0;
        return spelled ? "\"" + text + "\"" : text;
    }
}
