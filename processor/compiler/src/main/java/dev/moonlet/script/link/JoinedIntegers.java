package dev.moonlet.script.link;

import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.script.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds where declared integers, and what a counter of Redis has reached, become text. Lua writes 14 digits of a number, so that an integer
 * from 10<sup>14</sup> on would be changed; the linked script writes them all.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#2.2.1">Lua 5.1: coercion</a>
 */
public final class JoinedIntegers {

    private final Bindings bindings;
    private final Chunk chunk;
    private final KnownIntegers known;
    private final List<Expression> joined = new ArrayList<>();
    private final List<Expression> lost = new ArrayList<>();

    private JoinedIntegers(Chunk chunk, Bindings bindings, Map<Integer, Declaration> declarations) {
        this.chunk = chunk;
        this.bindings = bindings;
        this.known = KnownIntegers.of(chunk, bindings, declarations);
    }

    /**
     * Those of a linked text.
     *
     * @param bindings what its names mean
     * @param declarations the keys and arguments that its lines declare, by line
     */
    public static JoinedIntegers of(Chunk chunk, Bindings bindings, Map<Integer, Declaration> declarations) {
        boolean some = mayHaveSome(declarations, chunk.file().text());
        JoinedIntegers found = new JoinedIntegers(chunk, bindings, some ? declarations : Map.of());
        if (some) {
            found.find();
        }
        return found;
    }

    /** Whether a script with directives joins anything. One without is left as it is. */
    static boolean mayHaveSome(Map<Integer, Declaration> declarations, String text) {
        return !declarations.isEmpty()
                && (text.contains("..")
                        || text.contains("tostring")
                        || text.contains("format")
                        || text.contains("concat"));
    }

    /** Declared integers that become text. */
    public List<Expression> joined() {
        return List.copyOf(joined);
    }

    /** What becomes text and may be a declared integer, or hold some, and can't be written with all digits. */
    public List<Expression> lost() {
        return List.copyOf(lost);
    }

    /** The text with each of them written as all its digits; lines stay lines. */
    String exact() {
        return new Exact().text(0, chunk.file().text().length());
    }

    /** Writes the text; what is joined may have joined integers inside of it. */
    private final class Exact {

        private final String text = chunk.file().text();
        private final String format = (isTaken("string") ? "_G.string" : "string") + ".format('%.17g', ";
        private int next;

        String text(int from, int to) {
            StringBuilder written = new StringBuilder();
            int copied = from;
            while (next < joined.size() && joined.get(next).start() < to) {
                Expression integer = joined.get(next++);
                written.append(text, copied, integer.start());
                String value = text(integer.start(), integer.end());
                String digits = format + value + ")";
                written.append(known.mayBeNil(integer) ? "(" + value + " and " + digits + ")" : digits);
                copied = integer.end();
            }
            return written.append(text, copied, to).toString();
        }
    }

    private boolean isTaken(String name) {
        return bindings.variables().stream()
                .anyMatch(variable -> variable.name().equals(name));
    }

    private void find() {
        new Joins().walk(chunk.block());
        joined.sort((a, b) -> Integer.compare(a.start(), b.start()));
        if (isTaken("string") && isTaken("_G")) {
            lost.addAll(joined);
            joined.clear();
        }
    }

    /** Where values become text. */
    private final class Joins extends Walker {

        @Override
        protected void visit(Expression.Binary node) {
            super.visit(node);
            if (node.operator() == BinaryOperator.CONCAT) {
                join(node.left());
                join(node.right());
            }
        }

        @Override
        protected void visit(Expression.Call node) {
            super.visit(node);
            List<Expression> arguments = node.arguments();
            if (bindings.isGlobal(node.callee(), "tostring") && arguments.size() == 1) {
                join(arguments.get(0));
            } else if (isMember(node.callee(), "string", "format")) {
                arguments.stream().skip(1).forEach(this::join);
            } else if (isMember(node.callee(), "table", "concat") && !arguments.isEmpty()) {
                if (arguments.get(0) instanceof Expression.Table table) {
                    table.fields().stream()
                            .filter(TableField.Positional.class::isInstance)
                            .forEach(field -> join(field.value()));
                } else if (known.isList(arguments.get(0))) {
                    lost.add(arguments.get(0));
                }
            }
        }

        @Override
        protected void visit(Expression.MethodCall node) {
            super.visit(node);
            Expression object = node.object() instanceof Expression.Parenthesized inner ? inner.inner() : node.object();
            if (object instanceof Expression.Str && node.method().text().equals("format")) {
                node.arguments().forEach(this::join);
            }
        }

        private boolean isMember(Expression callee, String library, String name) {
            return callee instanceof Expression.Member member
                    && member.name().text().equals(name)
                    && bindings.isGlobal(member.object(), library);
        }

        private void join(Expression value) {
            if (value instanceof Expression.Parenthesized inner) {
                join(inner.inner());
            } else if (known.isInteger(value)) {
                joined.add(value);
            } else if (known.isSometimes(value)) {
                lost.add(value);
            }
        }
    }
}
