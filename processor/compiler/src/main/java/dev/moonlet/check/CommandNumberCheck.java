package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.Fractions;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.NumberWords;
import dev.moonlet.script.LuaType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Times to live and increments: in another unit than the command takes, not positive, or with a fraction. */
final class CommandNumberCheck implements Check {

    private static final String UNIT = "expiry-unit";
    private static final String POSITIVE = "expiry-not-positive";
    private static final Set<String> EXPIRING = Set.of("EXPIRE", "PEXPIRE");

    private static final String FRACTION = "fraction-in-command";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        TimeUnits units = new TimeUnits(script);
        for (ResultValue value : script.results().values()) {
            LuaType type = value.present();
            if (!value.isOneOfSeveral() && TimeUnits.isUnit(type)) {
                units.of(value.value())
                        .filter(unit -> unit != type && TimeUnits.isUnit(unit))
                        .ifPresent(unit -> findings.accept(script.warning(
                                UNIT,
                                value.what() + " is " + type.notation() + ", and this is in " + unit.notation(),
                                value.value())));
            }
        }
        mixed(script, units, findings);
        Set<Variable> mentioned = MentionedLocals.of(script);
        for (CommandCall call : script.commands().all()) {
            NumberWords.of(call.literals()).ifPresent(word -> check(script, units, call, word, mentioned, findings));
            following(script, units, call, findings);
            Set<Integer> whole = new TreeSet<>(CommandTable.get().integers(call.literals()));
            NumberWords.of(call.literals()).ifPresent(word -> whole.add(word.place()));
            if (!call.caught() && !call.guarded()) {
                whole.forEach(place -> checkFraction(script, call, place, findings));
            }
        }
    }

    /** Adding or comparing seconds and milliseconds. */
    private static void mixed(AnalyzedScript script, TimeUnits units, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Expression.Binary node) {
                super.visit(node);
                switch (node.operator()) {
                    case ADD, SUBTRACT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> check(node);
                    default -> {}
                }
            }

            /** {@code ttl + ttl / 1000} */
            private boolean haveTheSame(Expression left, Expression right) {
                Set<Variable> locals = locals(left);
                locals.retainAll(locals(right));
                return !locals.isEmpty();
            }

            private Set<Variable> locals(Expression value) {
                Set<Variable> found = new HashSet<>();
                new Walker() {
                    @Override
                    protected void visit(Expression.Variable node) {
                        script.bindings().variable(node).ifPresent(found::add);
                    }
                }.walk(value);
                return found;
            }

            private void check(Expression.Binary node) {
                Optional<LuaType> left = units.of(node.left()).filter(TimeUnits::isUnit);
                Optional<LuaType> right = units.of(node.right()).filter(TimeUnits::isUnit);
                if (left.isPresent()
                        && right.isPresent()
                        && !left.equals(right)
                        && !haveTheSame(node.left(), node.right())
                        && script.places().isCopied(node.start())) {
                    findings.accept(script.warning(
                            UNIT,
                            "this is in " + left.get().notation() + ", and the other is in "
                                    + right.get().notation(),
                            node.left()));
                }
            }
        }.walk(script.chunk().block());
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
            TimeUnits units,
            CommandCall call,
            NumberWords.NumberWord word,
            Set<Variable> mentioned,
            Consumer<Diagnostic> findings) {
        CommandCall.Word given = call.words().get(word.place());
        Expression value = given.expression();
        String command = call.words().get(0).literal().orElse("");
        unit(script, units, command, value, word.meaning(), findings);
        expiring(script, call, value, mentioned, findings);
        point(script, call, value, findings);
        if (!word.positive() || isAsked(script, value, mentioned)) {
            return;
        }
        if (units.isRoundedDown(value)) {
            findings.accept(
                    script.warning(POSITIVE, "this is 0 for less than a second, which " + command + " refuses", value)
                            .hint("math.ceil(…)"));
        } else if (given.literal().filter(CommandNumberCheck::isNotPositive).isPresent()) {
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

    /** {@code EXPIRE} with {@code now + ttl}, a point in time. */
    private static void point(
            AnalyzedScript script, CommandCall call, Expression value, Consumer<Diagnostic> findings) {
        if (EXPIRING.contains(call.command())
                && script.definitions().resolved(value) instanceof Expression.Binary sum
                && sum.operator() == BinaryOperator.ADD
                && (TimeReply.isSeconds(script, sum.left()) || TimeReply.isSeconds(script, sum.right()))) {
            findings.accept(script.warning(
                            UNIT, "this is a point in time, and " + call.command() + " takes how long from now", value)
                    .hint(call.command() + "AT takes a point in time"));
        }
    }

    /** {@code EXPIRE} with what {@code TTL} replies: -1 for a key that does not expire, which deletes the other. */
    private static void expiring(
            AnalyzedScript script,
            CommandCall call,
            Expression value,
            Set<Variable> mentioned,
            Consumer<Diagnostic> findings) {
        if (EXPIRING.contains(call.command()) && !isAsked(script, value, mentioned)) {
            timeToLive(script, value)
                    .ifPresent(reply -> findings.accept(script.warning(
                                    POSITIVE,
                                    "the reply of " + reply + " is -1 for a key that does not expire, and "
                                            + call.command() + " then deletes its key",
                                    value)
                            .hint("ask first: > 0")));
        }
    }

    private static void unit(
            AnalyzedScript script,
            TimeUnits units,
            String command,
            Expression value,
            NumberWords.Meaning meaning,
            Consumer<Diagnostic> findings) {
        if (meaning != NumberWords.Meaning.NUMBER && units.isMultiplied(value)) {
            findings.accept(script.warning(
                    UNIT,
                    "this is milliseconds times 1000, and " + command + " takes "
                            + (meaning == NumberWords.Meaning.SECONDS ? "seconds" : "milliseconds"),
                    value));
        }
        units.of(value)
                .filter(unit -> isOther(unit, meaning))
                .ifPresent(unit -> findings.accept(script.warning(
                        UNIT,
                        "this is in " + unit.notation() + ", and " + command + " takes "
                                + (meaning == NumberWords.Meaning.SECONDS ? "seconds" : "milliseconds") + " here",
                        value)));
    }

    /** Options that are put behind the others under conditions: {@code args[#args + 1] = 'EX'}. */
    private static void following(
            AnalyzedScript script, TimeUnits units, CommandCall call, Consumer<Diagnostic> findings) {
        String command =
                call.words().isEmpty() ? "" : call.words().get(0).literal().orElse("");
        List<CommandCall.Word> words = call.following();
        for (int i = 0; i + 1 < words.size(); i++) {
            Expression value = words.get(i + 1).expression();
            NumberWords.meaning(command, words.get(i).literal().orElse(""))
                    .ifPresent(meaning -> unit(script, units, command, value, meaning, findings));
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
}
