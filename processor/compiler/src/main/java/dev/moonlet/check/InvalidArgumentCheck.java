package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.LuaNumber;
import dev.moonlet.lua.LuaPattern;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Giving a function of Lua a value that it refuses: a malformed pattern, an unknown format, a number out of its range. */
final class InvalidArgumentCheck implements Check {

    private static final String CODE = "invalid-argument";
    private static final Set<String> MATCHING = Set.of("string.find", "string.gmatch", "string.gsub", "string.match");

    /** With so many arguments, {@code string.find} takes the second one as it is. */
    private static final int ARGUMENTS_WITH_PLAIN = 4;

    private static final String CONVERSIONS = "cdiouxXeEfgGqs";
    /** Conversions that take a number. */
    private static final String NUMERIC = "cdiouxXeEfgG";

    private static final String FLAGS = "-+ #0";

    /** Numbers that functions take: the place of the argument, the least and the greatest. */
    private static final Map<String, List<Integer>> RANGES = Map.of(
            "math.random", List.of(0, 1, Integer.MAX_VALUE),
            "redis.log", List.of(0, 0, 3),
            "redis.setresp", List.of(0, 2, 3),
            "tonumber", List.of(1, 2, 36));

    /** Functions that convert no number. */
    private static final Set<String> TEXT_ALONE = Set.of("redis.error_reply", "redis.status_reply");

    private static final int MAX_BYTE = 255;

    /** {@code [0-9]{3}} */
    private static final Pattern REPETITION = Pattern.compile("(\\]|\\)|%[acdlsuwx]|\\.)\\{\\d+(,\\d*)?\\}");

    /** {@code (a|b)} */
    private static final Pattern CHOICE = Pattern.compile("\\(\\w+(\\|\\w+)+\\)");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        SparseLists sparse = SparseLists.of(script);
        boolean converts = script.chunk().file().text().contains("encode_sparse_array");
        Set<Integer> reported = new HashSet<>();
        Set<Variable> mentioned = MentionedLocals.inConditions(script);
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
                        written(function, arguments.get(1));
                    }
                    if (function.equals("string.gsub") && arguments.size() > 2) {
                        replacement(arguments.get(1), arguments.get(2));
                    }
                } else if (function.equals("string.format") && !arguments.isEmpty()) {
                    format(call);
                } else if (function.equals("table.sort") && arguments.size() > 1) {
                    order(arguments.get(1));
                } else if (function.equals("math.random") && arguments.size() == 2) {
                    interval(arguments.get(0), arguments.get(1));
                } else if (function.equals("cjson.encode") && !arguments.isEmpty()) {
                    encoded(arguments.get(0));
                } else if (function.equals("select") && arguments.size() > 1) {
                    if (arguments.get(0) instanceof Expression.Numeral zero && zero.value() == 0) {
                        findings.accept(script.error(CODE, "select counts from 1, or from -1 backwards", zero));
                    }
                } else if (function.equals("tostring") && !arguments.isEmpty()) {
                    address(arguments.get(0));
                } else if (function.equals("table.insert") && arguments.size() == 3) {
                    place(arguments.get(1), arguments.get(2));
                } else if (TEXT_ALONE.contains(function)
                        && !arguments.isEmpty()
                        && script.types().of(arguments.get(0)).isCertainly(ValueType.NUMBER)) {
                    findings.accept(
                            script.error(CODE, function + " takes a string, and refuses a number", arguments.get(0))
                                    .hint("tostring(…)"));
                } else if (function.equals("string.char")) {
                    arguments.forEach(code -> range(function, code, 0, MAX_BYTE));
                } else if (RANGES.containsKey(function)) {
                    List<Integer> range = RANGES.get(function);
                    if (range.get(0) < arguments.size()
                            && (range.get(0) > 0 || arguments.size() == 1 || function.equals("redis.log"))) {
                        range(function, arguments.get(range.get(0)), range.get(1), range.get(2));
                    }
                }
            }

            private void pattern(String function, Expression pattern) {
                given(pattern).stream().filter(one -> reported.add(one.start())).forEach(one -> pattern(function, one));
                if (script.definitions().resolved(pattern) instanceof Expression.Str text) {
                    LuaPattern.fault(text.value())
                            .ifPresent(fault -> findings.accept(
                                    script.warning(CODE, function + " can't use this pattern: " + fault, pattern)
                                            .hint("write % before a character that means itself")));
                }
            }

            /** How many parameters the function around has: with more than two, some may say what the pattern is. */
            private int parameters;

            @Override
            protected void visit(FunctionBody body) {
                int outer = parameters;
                parameters = body.parameters().size();
                super.visit(body);
                parameters = outer;
            }

            private boolean isChoosing() {
                return parameters > 2;
            }

            /** The texts that the calls of a function give to a parameter. */
            private List<Expression> given(Expression pattern) {
                return pattern instanceof Expression.Variable name && !isChoosing()
                        ? script.bindings().variable(name).map(script.functions()::given).orElse(List.of()).stream()
                                .filter(Expression.Str.class::isInstance)
                                .toList()
                        : List.of();
            }

            /** What other languages write in patterns, and a point that is meant as one. */
            private void written(String function, Expression pattern) {
                if (!(script.definitions().resolved(pattern) instanceof Expression.Str text)) {
                    return;
                }
                if (text.value().equals(".") && function.equals("string.find")) {
                    findings.accept(script.warning(CODE, "this pattern finds any character", pattern)
                            .hint("write %. for a point"));
                } else if (REPETITION.matcher(text.value()).find()) {
                    findings.accept(script.warning(CODE, "patterns of Lua have no {…} for a repetition", pattern)
                            .hint("write the part as often, or use + or *"));
                } else if (CHOICE.matcher(text.value()).find()) {
                    findings.accept(script.warning(CODE, "patterns of Lua have no | for a choice", pattern)
                            .hint("try one pattern after the other"));
                }
            }

            /** {@code gsub(s, 'a', '%2')} */
            private void replacement(Expression pattern, Expression replacement) {
                if (script.definitions().resolved(pattern) instanceof Expression.Str searched
                        && script.definitions().resolved(replacement) instanceof Expression.Str text
                        && LuaPattern.fault(searched.value()).isEmpty()) {
                    int captures = Math.max(1, LuaPattern.captures(searched.value()));
                    String marks = text.value().replace("%%", "");
                    if (marks.endsWith("%")) {
                        findings.accept(
                                script.warning(CODE, "the last character of this replacement is lost", replacement)
                                        .hint("%% is a percent sign"));
                    }
                    for (int i = marks.indexOf('%'); i >= 0 && i + 1 < marks.length(); i = marks.indexOf('%', i + 1)) {
                        int capture = Character.digit(marks.charAt(i + 1), 10);
                        if (capture > captures) {
                            findings.accept(script.warning(
                                            CODE,
                                            "the pattern has no capture " + capture
                                                    + ", which string.gsub then refuses",
                                            replacement)
                                    .hint("%% is a percent sign"));
                            return;
                        }
                    }
                }
            }

            /** A function for {@code table.sort} that also holds for equal values, or is no condition. */
            private void order(Expression less) {
                if (script.definitions().resolved(less) instanceof Expression.Function function
                        && function.body().block().statements().size() == 1
                        && function.body().block().statements().get(0) instanceof Statement.Return only
                        && only.values().size() == 1
                        && only.values().get(0) instanceof Expression.Binary compared) {
                    switch (compared.operator()) {
                        case LESS_EQUAL, GREATER_EQUAL ->
                            findings.accept(script.warning(
                                            CODE,
                                            "table.sort may fail with an order that holds for equal values",
                                            compared)
                                    .hint("compare with < or >"));
                        case SUBTRACT ->
                            findings.accept(script.warning(
                                            CODE, "this is a number, which always holds as a condition", compared)
                                    .hint("return a < b"));
                        default -> {}
                    }
                }
            }

            private void interval(Expression from, Expression to) {
                if (from instanceof Expression.Numeral least
                        && to instanceof Expression.Numeral greatest
                        && greatest.value() < least.value()) {
                    findings.accept(script.error(CODE, "math.random takes the lower number first", from));
                }
            }

            /** {@code tostring({ id = 1 })} */
            private void address(Expression value) {
                ValueType type = script.types().of(value);
                boolean table = type.can(ValueType.TABLE) || (type.isReply() && type.can(ValueType.STATUS));
                if (table
                        && type.isOnly(ValueType.TABLE | ValueType.STATUS)
                        && !script.changesTables()
                        && script.places().isCopied(value.start())) {
                    findings.accept(script.warning(
                                    CODE,
                                    "tostring makes no text of what is in a table, but something like \"table: 0x7f\"",
                                    value)
                            .hint("cjson.encode(…) it, or table.concat(…) a list"));
                }
            }

            /** A table with functions in it. */
            private void encoded(Expression value) {
                if (value instanceof Expression.Variable list && !converts) {
                    script.bindings()
                            .variable(list)
                            .flatMap(sparse::byInput)
                            .ifPresent(place -> findings.accept(script.warning(
                                            CODE,
                                            "cjson.encode refuses a list with large gaps, as this one may have",
                                            place)
                                    .hint("use texts for its places, which become the names of an object")));
                }
                script.definitions().table(value).ifPresent(table -> Stream.concat(
                                table.named().values().stream().flatMap(List::stream), table.positional().stream())
                        .filter(part -> script.types().of(part).isCertainly(ValueType.FUNCTION))
                        .filter(part -> script.places().isCopied(part.start()))
                        .findFirst()
                        .ifPresent(part ->
                                findings.accept(script.warning(CODE, "cjson.encode fails with a function", part))));
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
                    if (NUMERIC.indexOf(format.charAt(i)) >= 0
                            && values + 1 < call.arguments().size()) {
                        number(call.arguments().get(values + 1), format.charAt(i));
                    }
                    values++;
                }
                int given = call.arguments().size() - 1;
                if (given < values && call.areCounted()) {
                    findings.accept(script.error(
                            CODE,
                            "this format takes " + CommandCheck.arguments(values) + ", found " + given,
                            call.arguments().get(0)));
                } else if (given > values
                        && call.areCounted()
                        && !(call.arguments().get(values + 1) instanceof Expression.Nil)) {
                    findings.accept(script.warning(
                            CODE,
                            "this format takes " + CommandCheck.arguments(values) + ", and ignores what comes behind",
                            call.arguments().get(values + 1)));
                }
            }

            /** A word for {@code %d}, also as a default. */
            private void number(Expression value, char conversion) {
                Expression found = script.definitions().resolved(value);
                boolean asked = MentionedLocals.contain(script, value, mentioned);
                if (found instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR && !asked) {
                    found = choice.right();
                }
                if (found instanceof Expression.Str word && LuaNumber.isNone(word.value())) {
                    findings.accept(script.warning(
                            CODE,
                            "%" + conversion + " takes a number, and fails with \"" + word.value() + "\"",
                            value));
                }
            }

            /** {@code table.insert(list, value, 1)} */
            private void place(Expression place, Expression value) {
                ValueType type = script.types().of(place);
                if (value instanceof Expression.Numeral
                        && type.isReply()
                        && type.can(ValueType.STRING)
                        && type.isOnly(ValueType.STRING)) {
                    findings.accept(script.warning(CODE, "table.insert takes the place in front of the value", place)
                            .hint("table.insert(list, place, value)"));
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
