package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.NumberWords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Strings that hold numbers are put in order as strings, where "9" comes after "10". */
final class StringOrderCheck implements Check {

    private static final String CODE = "string-order";

    /** Commands that reply with a number as a string. */
    private static final Set<String> NUMBERS =
            Set.of("HINCRBYFLOAT", "INCRBYFLOAT", "TIME", "ZINCRBY", "ZMSCORE", "ZSCORE");

    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{1,6}");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<String> numbers = usedAsNumbers(script);
        CountedPlaces counted = CountedPlaces.of(script);
        boolean protocol = script.setsProtocol(); // scores are numbers in RESP3
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
                        boolean number = isNumber(node.left()) || isNumber(node.right());
                        boolean digits = (isDigits(node.left()) && isText(node.right()) && isCounted(node.right()))
                                || (isText(node.left()) && isCounted(node.left()) && isDigits(node.right()));
                        if (digits && !areMeasured(node)) {
                            findings.accept(script.warning(
                                            CODE, "this number is compared as a string: \"9\" comes after \"10\"", node)
                                    .hint("tonumber(…) the reply, and write the number without quotes"));
                        } else if (number && isText(node.left()) && isText(node.right()) && !areMeasured(node)) {
                            findings.accept(script.warning(
                                            CODE, "numbers are put in order as strings: \"9\" comes after \"10\"", node)
                                    .hint("tonumber(…) both"));
                        }
                    }
                    default -> {}
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (node.arguments().size() == 1
                        && node.callee() instanceof Expression.Member sort
                        && sort.name().text().equals("sort")
                        && script.bindings().isGlobal(sort.object(), "table")) {
                    Expression list = node.arguments().get(0);
                    ValueType element = script.types().ofElements(list);
                    if (NUMBERS.contains(element.command()) && element.isOnly(ValueType.STRING)) {
                        findings.accept(script.warning(
                                        CODE, "numbers are put in order as strings: \"9\" comes after \"10\"", list)
                                .hint("convert them where they are put into the list: tonumber(…)"));
                    }
                }
            }

            /** Whether the script compares their lengths: digits of one length are in the right order. */
            private boolean areMeasured(Expression.Binary node) {
                String text = script.chunk().file().text();
                return text.contains("#" + script.text(node.left())) && text.contains("#" + script.text(node.right()));
            }

            private boolean isText(Expression value) {
                ValueType type = script.types().of(value);
                return type.can(ValueType.STRING)
                        && type.isOnly(ValueType.STRING | ValueType.NIL | ValueType.FALSE)
                        && !(script.definitions().resolved(value) instanceof Expression.Str);
            }

            /** The digits of a number; one digit alone may be a character of a text, and many a date or a time, which have a fixed length. */
            private boolean isDigits(Expression value) {
                return value instanceof Expression.Str text
                        && DIGITS.matcher(text.value()).matches();
            }

            /** The loops that count in steps of two. */
            private final Map<Variable, Statement.NumericFor> pairs = new HashMap<>();

            @Override
            protected void visit(Statement.NumericFor node) {
                boolean two = node.step()
                        .filter(step -> step instanceof Expression.Numeral number && number.value() == 2)
                        .isPresent();
                script.bindings()
                        .variable(node.variable())
                        .filter(counter -> two)
                        .ifPresent(counter -> pairs.put(counter, node));
                super.visit(node);
            }

            /** A score of {@code ZRANGE … WITHSCORES}: {@code flat[i + 1]} in a loop over pairs. */
            private boolean isScore(Expression value) {
                if (protocol
                        || !(script.definitions().resolved(value) instanceof Expression.Index element)
                        || script.commands()
                                .at(script.definitions().resolved(element.object()))
                                .filter(call -> call.literals().stream()
                                        .flatMap(Optional::stream)
                                        .anyMatch("WITHSCORES"::equalsIgnoreCase))
                                .isEmpty()) {
                    return false;
                }
                boolean next = element.key() instanceof Expression.Binary sum
                        && sum.operator() == BinaryOperator.ADD
                        && sum.right() instanceof Expression.Numeral one
                        && one.value() == 1;
                Expression counter = next ? ((Expression.Binary) element.key()).left() : element.key();
                return counter instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .map(pairs::get)
                                .filter(loop -> loop.initial() instanceof Expression.Numeral first
                                        && first.value() == (next ? 1 : 2))
                                .isPresent();
            }

            private boolean isNumber(Expression value) {
                return isCounted(value) || numbers.contains(identity(script, value));
            }

            /** Whether it is certainly a number, of any length. */
            private boolean isCounted(Expression value) {
                return isScore(value)
                        || NUMBERS.contains(script.types().of(value).command())
                        || counted.areReadBy(value);
            }
        }.walk(script.chunk().block());
    }

    /** What the script calculates with elsewhere, or gives to a command as a number. */
    private static Set<String> usedAsNumbers(AnalyzedScript script) {
        Set<String> numbers = new HashSet<>();
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
                        numbers.add(identity(script, node.left()));
                        numbers.add(identity(script, node.right()));
                    }
                    default -> {}
                }
            }

            @Override
            protected void visit(Expression.Unary node) {
                super.visit(node);
                if (node.operator() == UnaryOperator.NEGATE) {
                    numbers.add(identity(script, node.operand()));
                }
            }

            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.bindings().isGlobal(node.callee(), "tonumber")
                        && !node.arguments().isEmpty()) {
                    numbers.add(identity(script, node.arguments().get(0)));
                }
            }
        }.walk(script.chunk().block());
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals())
                    .ifPresent(word -> numbers.add(
                            identity(script, call.words().get(word.place()).expression())));
        }
        numbers.remove("");
        return numbers;
    }

    /** What is the same for two uses of a value; empty for one that may change. */
    private static String identity(AnalyzedScript script, Expression value) {
        Expression resolved = script.definitions().resolved(value);
        if (value instanceof Expression.Variable name) {
            return script.bindings()
                    .variable(name)
                    .filter(variable -> script.bindings().writes(variable) == 0)
                    .map(variable ->
                            entry(script, resolved, "@" + variable.declaration().start()))
                    .orElse("");
        }
        return entry(script, resolved, "");
    }

    private static String entry(AnalyzedScript script, Expression resolved, String otherwise) {
        return resolved instanceof Expression.Index index
                        && index.key() instanceof Expression.Numeral place
                        && (script.bindings().isGlobal(index.object(), "ARGV")
                                || script.bindings().isGlobal(index.object(), "KEYS"))
                ? ((Expression.Variable) index.object()).name() + place.value()
                : otherwise;
    }
}
