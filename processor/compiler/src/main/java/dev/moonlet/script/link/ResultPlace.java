package dev.moonlet.script.link;

import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an error belongs that is raised when the result of a script is encoded: the one {@code return} whose value may be to
 * blame.
 *
 * @param splice the file
 * @param line the line of the statement
 */
record ResultPlace(Splice splice, int line) {

    /** The place of a script, with what it includes; empty if there are several such statements, or none. */
    static Optional<ResultPlace> of(Splice script) {
        List<ResultPlace> places = new ArrayList<>();
        script.forEach(
                splice -> new Returns(splice, places).walk(splice.file().chunk().block()));
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    /** Collects the returns of a file outside of its functions, unless what they return can be encoded for certain. */
    private static final class Returns extends Walker {

        private final Splice splice;
        private final List<ResultPlace> places;
        private int functions;

        Returns(Splice splice, List<ResultPlace> places) {
            this.splice = splice;
            this.places = places;
        }

        @Override
        protected void visit(Statement.Return node) {
            if (functions == 0
                    && !node.values().isEmpty()
                    && !isSafe(node.values().get(0))) {
                places.add(new ResultPlace(splice, splice.file().file().line(node.start())));
            }
            super.visit(node);
        }

        @Override
        protected void visit(FunctionBody body) {
            functions++;
            super.visit(body);
            functions--;
        }

        private static boolean isSafe(Expression value) {
            return value instanceof Expression.Nil
                    || value instanceof Expression.Bool
                    || value instanceof Expression.Str
                    || (value instanceof Expression.Table table
                            && table.fields().isEmpty());
        }
    }
}
