package dev.moonlet.lua;

import java.util.ArrayList;
import java.util.List;

/** Finds whether each comment is between statements, while the parser passes by. */
final class CommentPlacer {

    private final Lexer lexer;
    private final List<Comment> placed = new ArrayList<>();

    CommentPlacer(Lexer lexer) {
        this.lexer = lexer;
    }

    /** The parser is between two statements: its current token is the first of the next one. */
    void betweenStatements(int previousEnd, boolean topLevel) {
        List<Lexer.Found> found = lexer.comments();
        for (int i = placed.size(); i < found.size(); i++) {
            Lexer.Found comment = found.get(i);
            boolean between = comment.start() >= previousEnd;
            Comment.Place place =
                    !between ? Comment.Place.IN_STATEMENT : topLevel ? Comment.Place.TOP_LEVEL : Comment.Place.IN_BLOCK;
            placed.add(new Comment(
                    comment.form(), comment.start(), comment.end(), comment.ownLine(), place, lexer.start()));
        }
    }

    /** All comments; the parser has come to the end. */
    List<Comment> placed() {
        return placed;
    }
}
