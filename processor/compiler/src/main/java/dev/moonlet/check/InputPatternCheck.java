package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A key or an argument is taken for a pattern of Lua, in which {@code -}, {@code .} and others have a meaning.
 *
 * @see <a href="https://www.lua.org/manual/5.1/manual.html#5.4.1">Lua 5.1: patterns</a>
 */
final class InputPatternCheck implements Check {

    private static final String CODE = "input-as-pattern";
    private static final Set<String> MATCHING = Set.of("find", "gmatch", "gsub", "match");
    private static final int ARGUMENTS_WITH_PLAIN = 4;

    private static final Set<LuaType> NUMBERS = Set.of(
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.NUMBER,
            LuaType.Scalar.INT64,
            LuaType.Scalar.SECONDS,
            LuaType.Scalar.MILLISECONDS);

    /** Of a pattern that is joined from more parts, the others are not looked at. */
    private static final int MAX_DEPTH = 20;

    private static final int MAX_PARTS = 50;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.callee() instanceof Expression.Member member
                        && script.bindings().isGlobal(member.object(), "string")) {
                    check(member.name().text(), node.arguments(), 1);
                }
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                if (script.types().of(node.object()).can(ValueType.STRING)) {
                    check(node.method().text(), node.arguments(), 0);
                }
            }

            private void check(String function, List<Expression> arguments, int place) {
                if (function.equals("format") && place == 1 && arguments.size() == 1) {
                    format(arguments.get(0));
                }
                boolean plain = function.equals("find") && arguments.size() + 1 - place >= ARGUMENTS_WITH_PLAIN;
                if (!MATCHING.contains(function) || plain || arguments.size() <= place) {
                    return;
                }
                if (function.equals("gsub") && arguments.size() > place + 1) {
                    replacement(arguments.get(place + 1));
                }
                Expression pattern = arguments.get(place);
                List<Expression> parts = parts(pattern, new ArrayList<>(), 0);
                Optional<Expression> key = parts.stream()
                        .filter(part -> isEntry(part, "KEYS", Declaration.Kind.KEY))
                        .findFirst();
                key.ifPresentOrElse(part -> report(part, "a key", Severity.WARNING), () -> parts.stream()
                        .filter(part -> isEntry(part, "ARGV", Declaration.Kind.ARGUMENT))
                        .findFirst()
                        .ifPresent(part -> report(part, "an argument", Severity.HINT)));
            }

            /** {@code string.format(text)} */
            private void format(Expression text) {
                if (isEntry(text, "ARGV", Declaration.Kind.ARGUMENT) || isEntry(text, "KEYS", Declaration.Kind.KEY)) {
                    findings.accept(script.warning(CODE, "this is taken for a format, in which % has a meaning", text)
                            .as(Severity.HINT)
                            .hint("string.format('%s', …) takes it as it is"));
                }
            }

            /** The text that {@code gsub} puts in place of what it finds. */
            private void replacement(Expression text) {
                parts(text, new ArrayList<>(), 0).stream()
                        .filter(part -> isEntry(part, "ARGV", Declaration.Kind.ARGUMENT))
                        .findFirst()
                        .ifPresent(part -> findings.accept(script.warning(
                                        CODE, "an argument is a replacement here, in which % has a meaning", part)
                                .as(Severity.HINT)
                                .hint("give string.gsub a function that returns it")));
            }

            /** What a pattern is joined from, but for what is between brackets. */
            private List<Expression> parts(Expression pattern, List<Expression> parts, int depth) {
                Expression value = script.definitions().resolved(pattern);
                if (value instanceof Expression.Binary joined
                        && joined.operator() == BinaryOperator.CONCAT
                        && depth < MAX_DEPTH
                        && parts.size() < MAX_PARTS) {
                    parts(joined.left(), parts, depth + 1);
                    return isInBrackets(parts) ? parts : parts(joined.right(), parts, depth + 1);
                }
                parts.add(pattern);
                return parts;
            }

            private boolean isInBrackets(List<Expression> parts) {
                return !parts.isEmpty()
                        && script.definitions().resolved(parts.get(parts.size() - 1)) instanceof Expression.Str text
                        && text.value().lastIndexOf('[') > text.value().lastIndexOf(']');
            }

            private void report(Expression pattern, String what, Severity severity) {
                findings.accept(script.warning(
                                CODE,
                                what + " is taken for a pattern, in which - and . and others have a meaning",
                                pattern)
                        .as(severity)
                        .hint("string.find(text, what, 1, true) takes it as it is"));
            }

            private boolean isEntry(Expression value, String list, Declaration.Kind kind) {
                if (value instanceof Expression.Variable name
                        && script.declaration(name).isPresent()) {
                    Declaration declaration = script.declaration(name).get();
                    return declaration.kind() == kind
                            && !NUMBERS.contains(declaration.type().present());
                }
                if (value instanceof Expression.Variable name) {
                    List<Expression> given = script.bindings()
                            .variable(name)
                            .map(script.functions()::given)
                            .orElse(List.of());
                    if (!given.isEmpty()) {
                        return given.stream()
                                .allMatch(one -> script.definitions().resolved(one) instanceof Expression.Index index
                                        && script.bindings().isGlobal(index.object(), list));
                    }
                }
                return script.definitions().resolved(value) instanceof Expression.Index index
                        && script.bindings().isGlobal(index.object(), list);
            }
        }.walk(script.chunk().block());
    }
}
