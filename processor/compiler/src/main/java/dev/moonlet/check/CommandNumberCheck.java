package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.DeclaredTables;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Times to live and increments: in another unit than the command takes, not positive, or with a fraction. */
final class CommandNumberCheck implements Check {

    private static final String UNIT = "expiry-unit";
    private static final String POSITIVE = "expiry-not-positive";
    /** Values of values are looked into no further. */
    private static final int MAX_DEPTH = 10;

    /** Functions that return a number of the same unit. */
    private static final Set<String> SAME_UNIT =
            Set.of("math.ceil", "math.floor", "math.max", "math.min", "tonumber", "tostring");

    private static final String FRACTION = "fraction-in-command";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        DeclaredTables tables = DeclaredTables.of(script);
        for (ResultValue value : script.results().values()) {
            LuaType type = value.present();
            if (!value.isOneOfSeveral() && (type == LuaType.Scalar.SECONDS || type == LuaType.Scalar.MILLISECONDS)) {
                declaredUnit(script, tables, value.value(), 0)
                        .filter(unit ->
                                unit != type && (unit == LuaType.Scalar.SECONDS || unit == LuaType.Scalar.MILLISECONDS))
                        .ifPresent(unit -> findings.accept(script.warning(
                                UNIT,
                                value.what() + " is " + type.notation() + ", and this is in " + unit.notation(),
                                value.value())));
            }
        }
        Set<Variable> mentioned = MentionedLocals.of(script);
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals()).ifPresent(word -> check(script, tables, call, word, mentioned, findings));
            following(script, tables, call, findings);
            Set<Integer> whole = new TreeSet<>(CommandTable.get().integers(call.literals()));
            NumberWords.of(call.literals()).ifPresent(word -> whole.add(word.place()));
            if (!call.caught() && !call.guarded()) {
                whole.forEach(place -> checkFraction(script, call, place, findings));
            }
        }
    }

    private static void checkFraction(
            AnalyzedScript script, CommandCall call, int place, Consumer<Diagnostic> findings) {
        Expression value = call.words().get(place).expression();
        Expression number = script.definitions().resolved(value) instanceof Expression.Call text
                        && script.bindings().isGlobal(text.callee(), "tostring")
                        && text.arguments().size() == 1
                ? text.arguments().get(0)
                : value;
        if (Fractions.canHaveFraction(script, number)) {
            String command = call.words().get(0).literal().orElse("");
            findings.accept(script.warning(FRACTION, "this can have a fraction, which " + command + " refuses", value)
                    .hint("math.ceil(…) it, or math.floor(…)"));
        }
    }

    private static void check(
            AnalyzedScript script,
            DeclaredTables tables,
            CommandCall call,
            NumberWords.NumberWord word,
            Set<Variable> mentioned,
            Consumer<Diagnostic> findings) {
        CommandCall.Word given = call.words().get(word.place());
        Expression value = given.expression();
        String command = call.words().get(0).literal().orElse("");
        unit(script, tables, command, value, word.meaning(), findings);
        if (!word.positive() || isAsked(script, value, mentioned)) {
            return;
        }
        if (given.literal().filter(CommandNumberCheck::isNotPositive).isPresent()) {
            findings.accept(script.error(POSITIVE, command + " refuses a time to live that is not positive", value));
        } else if (!call.caught() && !call.guarded()) {
            timeToLive(script, value)
                    .ifPresent(reply -> findings.accept(script.warning(
                                    POSITIVE,
                                    "the reply of " + reply + " is -1 for a key that does not expire, which " + command
                                            + " refuses",
                                    value)
                            .hint("ask first: > 0")));
        }
    }

    private static void unit(
            AnalyzedScript script,
            DeclaredTables tables,
            String command,
            Expression value,
            NumberWords.Meaning meaning,
            Consumer<Diagnostic> findings) {
        declaredUnit(script, tables, value, 0)
                .filter(unit -> isOther(unit, meaning))
                .ifPresent(unit -> findings.accept(script.warning(
                        UNIT,
                        "this is in " + unit.notation() + ", and " + command + " takes "
                                + (meaning == NumberWords.Meaning.SECONDS ? "seconds" : "milliseconds") + " here",
                        value)));
    }

    /** Options that are put behind the others under conditions: {@code args[#args + 1] = 'EX'}. */
    private static void following(
            AnalyzedScript script, DeclaredTables tables, CommandCall call, Consumer<Diagnostic> findings) {
        String command =
                call.words().isEmpty() ? "" : call.words().get(0).literal().orElse("");
        List<CommandCall.Word> words = call.following();
        for (int i = 0; i + 1 < words.size(); i++) {
            Expression value = words.get(i + 1).expression();
            NumberWords.meaning(command, words.get(i).literal().orElse(""))
                    .ifPresent(meaning -> unit(script, tables, command, value, meaning, findings));
        }
    }

    /** The command that replies a time to live, which an expression is without a change. */
    private static Optional<String> timeToLive(AnalyzedScript script, Expression value) {
        return script.commands()
                .at(script.definitions().resolved(value))
                .map(CommandCall::command)
                .filter(name -> name.equals("TTL") || name.equals("PTTL"));
    }

    /** Whether a condition mentions the local that a value is, or whose field it is. */
    private static boolean isAsked(AnalyzedScript script, Expression value, Set<Variable> mentioned) {
        Expression root = value instanceof Expression.Member field ? field.object() : value;
        return (root instanceof Expression.Variable name
                        && script.bindings()
                                .variable(name)
                                .filter(mentioned::contains)
                                .isPresent())
                || script.knownKeys().areThereFor(value);
    }

    private static boolean isNotPositive(String text) {
        return text.matches("0+|-\\d+");
    }

    private static boolean isOther(LuaType declared, NumberWords.Meaning meaning) {
        return (declared == LuaType.Scalar.MILLISECONDS && meaning == NumberWords.Meaning.SECONDS)
                || (declared == LuaType.Scalar.SECONDS && meaning == NumberWords.Meaning.MILLISECONDS);
    }

    /** The unit of a declared argument, a field of one, or a reply, also if it is rounded or has a default. */
    private static Optional<LuaType> declaredUnit(
            AnalyzedScript script, DeclaredTables tables, Expression value, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        Expression found = script.definitions()
                .followed(value, local -> script.declaration(local).isPresent());
        if (found instanceof Expression.Variable variable) {
            return script.declaredType(variable)
                    .map(LuaType::present)
                    .or(() -> ofAll(
                            script,
                            tables,
                            script.bindings()
                                    .variable(variable)
                                    .map(script.functions()::given)
                                    .orElse(List.of()),
                            depth));
        }
        if (found instanceof Expression.Binary operation) {
            return switch (operation.operator()) {
                case OR -> declaredUnit(script, tables, operation.left(), depth + 1);
                case ADD, SUBTRACT -> ofSum(script, tables, operation, depth + 1);
                default -> Optional.empty();
            };
        }
        if (found instanceof Expression.Call call) {
            String command =
                    script.commands().at(call).map(CommandCall::command).orElse("");
            if (command.equals("TTL")) {
                return Optional.of(LuaType.Scalar.SECONDS);
            } else if (command.equals("PTTL")) {
                return Optional.of(LuaType.Scalar.MILLISECONDS);
            }
            boolean same = LibraryCall.of(script, call)
                    .filter(library -> SAME_UNIT.contains(library.function().path()))
                    .isPresent();
            return same && !call.arguments().isEmpty()
                    ? declaredUnit(script, tables, call.arguments().get(0), depth + 1)
                    : Optional.empty();
        }
        return tables.type(found).map(LuaType::present);
    }

    /** The unit of a sum: that of the one part that has one, or of both. */
    private static Optional<LuaType> ofSum(
            AnalyzedScript script, DeclaredTables tables, Expression.Binary sum, int depth) {
        Optional<LuaType> left = timeUnit(script, tables, sum.left(), depth);
        Optional<LuaType> right = timeUnit(script, tables, sum.right(), depth);
        boolean same = left.isEmpty() || right.isEmpty() || left.equals(right);
        return same ? left.or(() -> right) : Optional.empty();
    }

    private static Optional<LuaType> timeUnit(
            AnalyzedScript script, DeclaredTables tables, Expression value, int depth) {
        return declaredUnit(script, tables, value, depth)
                .filter(unit -> unit == LuaType.Scalar.SECONDS || unit == LuaType.Scalar.MILLISECONDS);
    }

    /** The unit that all of some values have. */
    private static Optional<LuaType> ofAll(
            AnalyzedScript script, DeclaredTables tables, List<Expression> values, int depth) {
        Set<Optional<LuaType>> units = values.stream()
                .map(value -> declaredUnit(script, tables, value, depth + 1))
                .collect(Collectors.toSet());
        return units.size() == 1 ? units.iterator().next() : Optional.empty();
    }
}
