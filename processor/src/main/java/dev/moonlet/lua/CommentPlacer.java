package dev.moonlet.lua;

import java.util.ArrayList;
import java.util.List;

/** Tells of each comment whether it stands between statements, as the parser passes by. */
final class CommentPlacer {

    private final Lexer lexer;
    private final List<Comment> placed = new ArrayList<>();

    CommentPlacer(Lexer lexer) {
        this.lexer = lexer;
    }

    /** The parser stands between two statements, its current token being the first of the next. */
    void betweenStatements(int previousEnd) {
        place(previousEnd);
    }

    /** All comments; the parser has come to the end. */
    List<Comment> placed() {
        return placed;
    }

    private void place(int previousEnd) {
        List<Lexer.Found> found = lexer.comments();
        for (int i = placed.size(); i < found.size(); i++) {
            Lexer.Found comment = found.get(i);
            boolean between = comment.start() >= previousEnd;
            placed.add(new Comment(
                    comment.form(), comment.start(), comment.end(), comment.ownLine(), between, lexer.start()));
        }
    }
}
