package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The seconds and microseconds of {@code TIME} joined as they are: 5 microseconds become one digit instead of six.
 *
 * @see <a href="https://redis.io/docs/latest/commands/time/">TIME</a>
 */
final class TimePartsCheck implements Check {

    private static final String CODE = "time-parts-joined";
    private static final Set<String> MIXING = Set.of("math.randomseed", "redis.sha1hex");
    private static final Set<String> KEEPING = Set.of("math.floor", "string.sub", "tonumber", "tostring");

    /** Values of values are looked into no further. */
    private static final int MAX_DEPTH = 5;

    private static final Pattern SPECIFIER = Pattern.compile("%[-+ #0-9.]*[a-zA-Z]");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                if (node.operator() == BinaryOperator.CONCAT
                        && isPart(node.left(), 1)
                        && isMicros(first(node.right()), 0)
                        && (converted == node.start() || !isPoint(node.right()))) {
                    report(node);
                }
            }

            /** Where what {@code tonumber} is given begins. */
            private int converted = -1;

            @Override
            protected void visit(Expression.Call node) {
                boolean mixed = LibraryCall.of(script, node)
                        .filter(call -> MIXING.contains(call.function().path()))
                        .isPresent();
                if (mixed) {
                    return; // no order is taken from what it makes
                }
                if (script.bindings().isGlobal(node.callee(), "tonumber")
                        && !node.arguments().isEmpty()) {
                    Expression given = node.arguments().get(0);
                    converted = given instanceof Expression.Parenthesized inner
                            ? inner.inner().start()
                            : given.start();
                }
                super.visit(node);
                List<Expression> arguments = node.arguments();
                if (isMember(node.callee(), "string", "format")
                        && arguments.size() > 2
                        && script.definitions().resolved(arguments.get(0)) instanceof Expression.Str format) {
                    formatted(format.value(), arguments.subList(1, arguments.size()), node);
                } else if (isMember(node.callee(), "table", "concat")
                        && arguments.size() == 1
                        && isTime(arguments.get(0))) {
                    report(node);
                }
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                Expression object =
                        node.object() instanceof Expression.Parenthesized inner ? inner.inner() : node.object();
                if (object instanceof Expression.Str format
                        && node.method().text().equals("format")) {
                    formatted(format.value(), node.arguments(), node);
                }
            }

            /** {@code %s%s}, and the parts at the places of these. */
            private void formatted(String format, List<Expression> values, Expression place) {
                Matcher specifier = SPECIFIER.matcher(format.replace("%%", ""));
                int end = -1;
                for (int i = 0; specifier.find(); i++) {
                    boolean plain = specifier.group().length() == 2;
                    if (plain
                            && specifier.start() == end
                            && i < values.size()
                            && isPart(values.get(i - 1), 1)
                            && isMicros(values.get(i), 0)) {
                        report(place);
                    }
                    end = specifier.end();
                }
            }

            private boolean isMember(Expression callee, String library, String name) {
                return callee instanceof Expression.Member member
                        && member.name().text().equals(name)
                        && script.bindings().isGlobal(member.object(), library);
            }

            private boolean isTime(Expression list) {
                if (script.types().of(list).command().equals("TIME")) {
                    return true;
                }
                return list instanceof Expression.Table table
                        && table.fields().size() == 2
                        && isPart(table.fields().get(0).value(), 1)
                        && isPart(table.fields().get(1).value(), 2);
            }

            private void report(Expression place) {
                findings.accept(
                        script.warning(CODE, "the microseconds of TIME are joined without the zeros before them", place)
                                .hint("string.format(\"%s%06d\", seconds, microseconds)"));
            }

            /** What is joined first; behind a point, what comes next. */
            private Expression first(Expression joined) {
                if (!(joined instanceof Expression.Binary binary) || binary.operator() != BinaryOperator.CONCAT) {
                    return joined;
                }
                return isPoint(binary) ? first(binary.right()) : binary.left();
            }

            /** {@code '.' .. t[2]} */
            private boolean isPoint(Expression joined) {
                return joined instanceof Expression.Binary binary
                        && binary.left() instanceof Expression.Str point
                        && point.value().equals(".");
            }

            /** The microseconds, also without their end, or behind a point: {@code t[1] .. '.' .. t[2]}. */
            private boolean isMicros(Expression value, int depth) {
                Expression found = script.definitions().resolved(value);
                if (isPart(found, 2) || depth > MAX_DEPTH) {
                    return depth <= MAX_DEPTH;
                }
                if (found instanceof Expression.Binary divided && divided.operator() == BinaryOperator.DIVIDE) {
                    return isMicros(divided.left(), depth + 1);
                }
                if (found instanceof Expression.MethodCall cut
                        && cut.method().text().equals("sub")) {
                    return isMicros(cut.object(), depth + 1);
                }
                return found instanceof Expression.Call call
                        && LibraryCall.of(script, call)
                                .filter(library ->
                                        KEEPING.contains(library.function().path()))
                                .isPresent()
                        && !call.arguments().isEmpty()
                        && isMicros(call.arguments().get(0), depth + 1);
            }

            /** {@code local seconds, micros = unpack(redis.call('TIME'))} */
            private boolean isUnpacked(Expression value, int place) {
                return value instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(local -> unpacked.getOrDefault(local, 0) == place)
                                .isPresent();
            }

            private final Map<Variable, Integer> unpacked = new HashMap<>();

            @Override
            protected void visit(Statement.Local node) {
                super.visit(node);
                if (node.values().size() == 1
                        && node.names().size() == 2
                        && node.values().get(0) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "unpack")
                        && call.arguments().size() == 1
                        && isTime(call.arguments().get(0))) {
                    for (int i = 0; i < 2; i++) {
                        int place = i + 1;
                        script.bindings()
                                .variable(node.names().get(i))
                                .filter(local -> script.bindings().writes(local) == 0)
                                .ifPresent(local -> unpacked.put(local, place));
                    }
                }
            }

            private boolean isPart(Expression value, int place) {
                if (isUnpacked(value, place)) {
                    return true;
                }
                if (script.definitions().resolved(value) instanceof Expression.Call call
                        && script.bindings().isGlobal(call.callee(), "tonumber")
                        && call.arguments().size() == 1) {
                    return isPart(call.arguments().get(0), place);
                }
                return script.types().of(value).command().equals("TIME")
                        && script.definitions().resolved(value) instanceof Expression.Index part
                        && part.key() instanceof Expression.Numeral index
                        && index.value() == place;
            }
        }.walk(script.chunk().block());
    }
}
