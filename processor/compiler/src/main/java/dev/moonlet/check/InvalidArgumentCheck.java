package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.LuaPattern;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Giving a function of Lua a value that it refuses: a malformed pattern, an unknown format, a number out of its range. */
final class InvalidArgumentCheck implements Check {

    private static final String CODE = "invalid-argument";
    private static final Set<String> MATCHING = Set.of("string.find", "string.gmatch", "string.gsub", "string.match");

    /** With so many arguments, {@code string.find} takes the second one as it is. */
    private static final int ARGUMENTS_WITH_PLAIN = 4;

    private static final String CONVERSIONS = "cdiouxXeEfgGqs";
    private static final String FLAGS = "-+ #0";

    /** Numbers that functions take: the place of the argument, the least and the greatest. */
    private static final Map<String, List<Integer>> RANGES = Map.of(
            "math.random", List.of(0, 1, Integer.MAX_VALUE),
            "redis.setresp", List.of(0, 2, 3),
            "tonumber", List.of(1, 2, 36));

    private static final int MAX_BYTE = 255;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                LibraryCall.of(script, node).ifPresent(this::check);
            }

            @Override
            protected void visit(Expression.MethodCall node) {
                super.visit(node);
                LibraryCall.of(script, node).ifPresent(this::check);
            }

            private void check(LibraryCall call) {
                String function = call.function().path();
                List<Expression> arguments = call.arguments();
                if (MATCHING.contains(function) && arguments.size() > 1) {
                    boolean plain = function.equals("string.find") && arguments.size() >= ARGUMENTS_WITH_PLAIN;
                    if (!plain) {
                        pattern(function, arguments.get(1));
                    }
                } else if (function.equals("string.format") && !arguments.isEmpty()) {
                    format(call);
                } else if (function.equals("string.char")) {
                    arguments.forEach(code -> range(function, code, 0, MAX_BYTE));
                } else if (RANGES.containsKey(function)) {
                    List<Integer> range = RANGES.get(function);
                    if (range.get(0) < arguments.size() && (range.get(0) > 0 || arguments.size() == 1)) {
                        range(function, arguments.get(range.get(0)), range.get(1), range.get(2));
                    }
                }
            }

            private void pattern(String function, Expression pattern) {
                if (script.definitions().resolved(pattern) instanceof Expression.Str text) {
                    LuaPattern.fault(text.value())
                            .ifPresent(fault -> findings.accept(
                                    script.warning(CODE, function + " can't use this pattern: " + fault, pattern)
                                            .hint("write % before a character that means itself")));
                }
            }

            private void format(LibraryCall call) {
                if (!(script.definitions().resolved(call.arguments().get(0)) instanceof Expression.Str text)) {
                    return;
                }
                int values = 0;
                String format = text.value();
                for (int i = format.indexOf('%'); i >= 0 && i < format.length(); i = format.indexOf('%', i + 1)) {
                    int start = i++;
                    if (i < format.length() && format.charAt(i) == '%') {
                        continue;
                    }
                    while (i < format.length() && FLAGS.indexOf(format.charAt(i)) >= 0) {
                        i++;
                    }
                    while (i < format.length() && (Character.isDigit(format.charAt(i)) || format.charAt(i) == '.')) {
                        i++;
                    }
                    if (i >= format.length() || CONVERSIONS.indexOf(format.charAt(i)) < 0) {
                        String found = format.substring(start, Math.min(i + 1, format.length()));
                        findings.accept(script.error(
                                        CODE,
                                        "string.format does not know \"" + found + "\"",
                                        call.arguments().get(0))
                                .hint("%% is a percent sign"));
                        return;
                    }
                    values++;
                }
                int given = call.arguments().size() - 1;
                if (given < values && call.areCounted()) {
                    findings.accept(script.error(
                            CODE,
                            "this format takes " + CommandCheck.arguments(values) + ", found " + given,
                            call.arguments().get(0)));
                }
            }

            private void range(String function, Expression value, int least, int greatest) {
                if (value instanceof Expression.Numeral number
                        && (number.value() < least || number.value() > greatest)) {
                    String range = greatest == Integer.MAX_VALUE
                            ? "a number from " + least + " on"
                            : "a number from " + least + " to " + greatest;
                    findings.accept(script.error(CODE, function + " takes " + range + " here", value));
                }
            }
        }.walk(script.chunk().block());
    }
}
