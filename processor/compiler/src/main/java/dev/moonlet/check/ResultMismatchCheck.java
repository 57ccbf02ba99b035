package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ResultValues;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.Severity;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Returning something else than {@code @return} declares: always, or where a command replies nothing. */
final class ResultMismatchCheck implements Check {

    private static final String CODE = "result-mismatch";
    private static final int TRUTHY = ValueType.ALL & ~ValueType.FALSY;

    /** Commands that count, and so reply with more than 0 and 1. */
    private static final Set<String> COUNTING = Set.of(
            "APPEND", "DECR", "DECRBY", "HINCRBY", "HLEN", "INCR", "INCRBY", "LLEN", "LPUSH", "PTTL", "RPUSH", "SCARD",
            "STRLEN", "TTL", "XLEN", "ZCARD");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> all) {
        MissingElements elements = new MissingElements(script);
        ReplySources sources = new ReplySources(script);
        Set<Variable> mentioned = MentionedLocals.inConditions(script);
        for (ResultValue value : script.results().values()) {
            Consumer<Diagnostic> findings = isEnd(value) ? found -> all.accept(found.as(Severity.WARNING)) : all;
            elements(script, value).ifPresent(findings);
            values(script, value).ifPresent(findings);
            if (value.present() == LuaType.Scalar.JSON
                    && value.value() instanceof Expression.Str text
                    && !isJson(text.value())) {
                findings.accept(script.error(CODE, type(value) + ", and this text is not JSON", value.value())
                        .hint("cjson.encode(…) it"));
                continue;
            }
            ValueType found = found(script, value);
            int fitting = ResultKinds.fitting(value.present()) | (value.isOptional() ? ValueType.FALSY : 0);
            fitting |= script.results().casts() ? ResultKinds.cast(value.present()) : 0;
            fitting |= value.what().equals(ResultValues.RESULT) && !isLiteral(value.value())
                    ? ResultKinds.ofErrors(script)
                    : 0;
            if (found.isReply() && !isRaising(script, value.value())) {
                fitting |= ValueType.TABLE; // pcall's, which is an error
            }
            String type = type(value);
            defaulted(script, value.value())
                    .filter(left -> !reply(script, left)
                            .narrowed(TRUTHY)
                            .can(ResultKinds.fitting(value.present())
                                    | (script.results().casts() ? ResultKinds.cast(value.present()) : 0)))
                    .map(left -> script.error(
                                    CODE,
                                    type + ", and the reply of "
                                            + reply(script, left).command() + " is "
                                            + reply(script, left)
                                                    .narrowed(TRUTHY)
                                                    .inWords(),
                                    left)
                            .hint(hint(value, reply(script, left))))
                    .ifPresent(findings);
            if (value.isOneOfSeveral()
                    && (!script.types().of(value.through()).can(fitting) || !found.can(ValueType.ALL))) {
                continue; // none of them fits, which is said once, or it is never returned
            }
            nothing(script, value, fitting, elements).ifPresent(findings);
            if (value.value() instanceof Expression.Variable parameter
                    && !isFitting(fitting, ValueType.NIL)
                    && value.whole()
                    && script.types().of(parameter).can(ValueType.NIL)
                    && script.bindings()
                            .variable(parameter)
                            .filter(script.functions()::isLeftOut)
                            .isPresent()) {
                findings.accept(
                        script.warning(CODE, type(value) + ", and a call of this function leaves it out", value.value())
                                .hint("declare " + value.type().notation() + "?, or give it"));
            }
            boolean unknownTable = found.can(ValueType.TABLE)
                    && found.can(ValueType.STATUS)
                    && !found.isReply(); // which may be an error
            if (!value.whole() || fitting == ValueType.ALL || found.kinds() == ValueType.ALL || unknownTable) {
                continue;
            }
            if (isSequenceForFields(value, found) && script.definitions().isUntouched(value.value())) {
                findings.accept(script.error(
                                CODE, type + ", and the reply of " + found.command() + " is a sequence", value.value())
                        .hint("make a table of it with the fields by name"));
            } else if (found.can(ValueType.STATUS) && found.isReply() && !isFitting(fitting, ValueType.STATUS)) {
                findings.accept(script.error(
                                CODE, type + ", and the reply of " + found.command() + " is a status", value.value())
                        .hint("write ~= false, or declare status"));
            } else if (found.isOnly(ValueType.BOOLEAN)
                    && found.can(ValueType.FALSE)
                    && found.can(ValueType.TRUE)
                    && !isFitting(fitting, ValueType.FALSE)
                    && !value.isOneOfSeveral()
                    && !found.isReply()) {
                findings.accept(
                        script.warning(CODE, type + ", and this is a boolean, of which false is nothing", value.value())
                                .hint("… and 1 or 0, or declare boolean"));
            } else if (value.present() == LuaType.Scalar.BOOLEAN
                    && !script.results().casts()
                    && COUNTING.contains(found.command())
                    && found.isOnly(ValueType.NUMBER)
                    && !value.isOneOfSeveral()
                    && !MentionedLocals.contain(script, value.value(), mentioned)) {
                findings.accept(script.warning(
                                CODE,
                                type + ", and " + found.source() + " can be other numbers than 0 and 1",
                                value.value())
                        .hint("compare it: > 0"));
            } else if (!found.can(fitting)) {
                findings.accept(script.error(CODE, type + ", and this is " + found.inWords(), value.value())
                        .hint(hint(value, found)));
            } else if (found.isReply()
                    && !value.isOneOfSeveral()
                    && script.definitions().possible(value.value()).size() == 1
                    && (found.can(ValueType.FALSE)
                            || elements.isMissing(value.value())
                            || (value.what().equals(ResultValues.RESULT)
                                    && isNumberOfNothing(script, value.value(), found)))
                    && !isFitting(fitting, ValueType.FALSE)
                    && !sources.isKeyedByReply(value.value())
                    && !script.knownKeys().areThereFor(value.value())) {
                findings.accept(script.warning(
                                CODE,
                                type + ", and the reply of " + found.command()
                                        + (found.can(ValueType.FALSE)
                                                ? " is false if there is nothing"
                                                : elements.isMissing(value.value())
                                                        ? " has no such element if there is nothing"
                                                        : " is nil as a number if there is nothing"),
                                value.value())
                        .hint("declare " + value.type().notation() + "?, or say what it is then: (x or 0)"));
            }
        }
    }

    /** {@code return rank and rank + 1}, which is false if there is nothing. */
    private static Optional<Diagnostic> nothing(
            AnalyzedScript script, ResultValue value, int fitting, MissingElements elements) {
        if (!value.whole()
                || isFitting(fitting, ValueType.FALSE)
                || !(value.value() instanceof Expression.Binary both)
                || both.operator() != BinaryOperator.AND) {
            return Optional.empty();
        }
        ValueType asked = script.types().of(both.left());
        if (asked.isCertainly(ValueType.BOOLEAN)
                && value.value().equals(value.through())
                && both.left() instanceof Expression.Variable flag
                && script.bindings()
                        .variable(flag)
                        .filter(local -> script.bindings().reads(local) == 1)
                        .isPresent()) {
            return Optional.of(
                    script.warning(CODE, type(value) + ", and where this is false, so is the result", both.left())
                            .hint("declare " + value.type().notation() + "?, or say what it is then: … or 0"));
        }
        boolean missing = asked.isReply() && asked.can(ValueType.FALSE) && !elements.isMissing(both.left());
        return missing && !script.knownKeys().areThereFor(both.left())
                ? Optional.of(script.warning(
                                CODE,
                                type(value) + ", and " + asked.source() + " is false if there is nothing",
                                both.left())
                        .hint("declare " + value.type().notation() + "?, or say what it is then: … or 0"))
                : Optional.empty();
    }

    private static String type(ResultValue value) {
        return value.what() + " is " + value.type().notation();
    }

    /** Whether a text may be JSON: it begins with a sign of it, or is one of its words. */
    private static boolean isJson(String text) {
        return text.matches("(?s)\\s*([\\[{\"\\d-].*|true\\s*|false\\s*|null\\s*)");
    }

    /** What a value can be where it is returned: conditions before may have asked for it. */
    private static ValueType found(AnalyzedScript script, ResultValue value) {
        ValueType found = script.types().of(value.value());
        int returned = script.types().of(value.through()).kinds();
        return value.isOneOfSeveral() && (found.kinds() & returned) != found.kinds()
                ? new ValueType(found.kinds() & returned, found.command())
                : found;
    }

    /** {@code tonumber(redis.call('GET', …))} */
    private static boolean isNumberOfNothing(AnalyzedScript script, Expression value, ValueType found) {
        return found.can(ValueType.NIL)
                && script.definitions().resolved(value) instanceof Expression.Call call
                && script.bindings().isGlobal(call.callee(), "tonumber")
                && !isElement(script, call);
    }

    /** {@code tonumber(list[1])}, of which conditions may know that it is there. */
    private static boolean isElement(AnalyzedScript script, Expression.Call call) {
        return call.arguments().stream()
                .map(script.types()::of)
                .anyMatch(given -> given.can(ValueType.NIL) && !given.can(ValueType.FALSE));
    }

    /** Whether a value is the reply of a command whose errors end the script. */
    private static boolean isRaising(AnalyzedScript script, Expression value) {
        return script.commands()
                .at(script.definitions().resolved(value))
                .filter(call -> !call.caught())
                .isPresent();
    }

    /** A reply of which the truth is known, in place of which something else is returned if there is nothing: {@code x or 0}. */
    private static Optional<Expression> defaulted(AnalyzedScript script, Expression value) {
        if (!(onlyReturned(script, value) instanceof Expression.Binary binary)
                || binary.operator() != BinaryOperator.OR) {
            return Optional.empty();
        }
        ValueType reply = reply(script, binary.left());
        return Optional.of(binary.left())
                .filter(left -> reply.isReply() && reply.can(TRUTHY) && reply.kinds() != ValueType.ALL);
    }

    /** What a function returns in the one place where it returns something; of another value, that itself. */
    private static Expression onlyReturned(AnalyzedScript script, Expression value) {
        Expression resolved = script.definitions().resolved(value);
        if (!(resolved instanceof Expression.Call call)) {
            return resolved;
        }
        List<Statement.Return> returns = new ArrayList<>();
        script.functions()
                .at(call.callee())
                .ifPresent(function -> new Walker() {
                    @Override
                    protected void visit(Statement.Return node) {
                        returns.add(node);
                    }

                    @Override
                    protected void visit(FunctionBody inner) {
                        // returns something else
                    }
                }.walk(function.block()));
        return returns.size() == 1 && returns.get(0).values().size() == 1
                ? script.definitions().resolved(returns.get(0).values().get(0))
                : resolved;
    }

    /** What a value is; an element of a reply that nothing changes is what the command replies, also where it was asked for. */
    private static ValueType reply(AnalyzedScript script, Expression value) {
        ValueType type = script.types().of(value);
        if (type.isReply()
                || !(script.definitions().resolved(value) instanceof Expression.Index element)
                || !script.definitions().isUnchanged(element.object())) {
            return type;
        }
        ValueType list = script.types().of(element.object());
        return list.isReply() && list.isOnly(ValueType.TABLE)
                ? ReplyValues.elements(list.command()).orElse(type)
                : type;
    }

    /** Whether it is what a function returns at one of its ends, which a call may never come to. */
    private static boolean isEnd(ResultValue value) {
        return value.isOneOfSeveral() && value.through() instanceof Expression.Call;
    }

    /** What is wrong with the values of a table that the script fills. */
    private static Optional<Diagnostic> values(AnalyzedScript script, ResultValue value) {
        ValueType found = script.types().ofElements(value.value());
        if (!(value.present() instanceof LuaType.Map map) || found.kinds() == ValueType.ALL || found.kinds() == 0) {
            return Optional.empty();
        }
        int fitting = ResultKinds.fitting(map.value()) | (map.value().mayBeNil() ? ValueType.FALSY : 0);
        return found.can(fitting)
                ? Optional.empty()
                : Optional.of(script.error(
                                CODE,
                                type(value) + ", and each value of this table is " + found.inWords(),
                                value.value())
                        .hint(
                                isNumber(map.value().present())
                                        ? "tonumber(…) each of them"
                                        : "return what is declared, or declare what is returned"));
    }

    /** What is wrong with the elements of a list that a command replies. */
    private static Optional<Diagnostic> elements(AnalyzedScript script, ResultValue value) {
        ValueType list = script.types().of(value.value());
        Optional<ValueType> elements = ReplyValues.elements(list.command());
        if (!(value.present() instanceof LuaType.Array array)
                || !list.can(ValueType.TABLE)
                || elements.isEmpty()
                || !script.definitions().isUntouched(value.value())) {
            return Optional.empty();
        }
        boolean optional = array.element() instanceof LuaType.Optional;
        LuaType present = array.element().present();
        int fitting = ResultKinds.fitting(present) | (optional ? ValueType.FALSY : 0);
        String type = value.what() + " is " + value.type().notation();
        String reply = "in the reply of " + list.command();
        if (!elements.get().can(fitting)) {
            return Optional.of(script.error(
                            CODE,
                            type + ", and " + reply + " each element is "
                                    + elements.get().inWords(),
                            value.value())
                    .hint(
                            isNumber(present)
                                    ? "tonumber(…) each of them"
                                    : "return what is declared, or declare what is returned"));
        }
        if (elements.get().can(ValueType.FALSE) && !isFitting(fitting, ValueType.FALSE)) {
            return Optional.of(script.warning(
                            CODE, type + ", and " + reply + " an element is false if there is nothing", value.value())
                    .hint("declare " + array.element().notation() + "?[]"));
        }
        return Optional.empty();
    }

    /** A list of fields and values, such as HGETALL's, is not a table with these fields. */
    private static boolean isSequenceForFields(ResultValue value, ValueType found) {
        return found.isReply()
                && found.isOnly(ValueType.TABLE)
                && (table(value) instanceof LuaType.Map || table(value) instanceof LuaType.Table);
    }

    /** The type that a table has. */
    private static LuaType table(ResultValue value) {
        return value.present() instanceof LuaType.Union union
                ? union.onlyTable().orElse(value.present())
                : value.present();
    }

    private static boolean isFitting(int fitting, int kind) {
        return (fitting & kind) != 0;
    }

    private static String hint(ResultValue value, ValueType found) {
        boolean number = isNumber(value.present());
        if (number && found.can(ValueType.STRING)) {
            return "tonumber(…) it, or declare string";
        }
        if (found.isOnly(ValueType.FALSY)) {
            return "what can be nothing is declared " + value.type().notation() + "?";
        }
        return value.present() == LuaType.Scalar.STRING && found.can(ValueType.NUMBER)
                ? "tostring(…) it, or declare integer or number"
                : "return what is declared, or declare what is returned";
    }

    private static boolean isNumber(LuaType type) {
        return type == LuaType.Scalar.INTEGER || type == LuaType.Scalar.MILLISECONDS || type == LuaType.Scalar.SECONDS;
    }

    /** Whether a value is written where it is returned, so that it would be known if it stood for a failure. */
    private static boolean isLiteral(Expression value) {
        return value instanceof Expression.Numeral
                || value instanceof Expression.Str
                || value instanceof Expression.Nil
                || (value instanceof Expression.Unary unary && unary.operand() instanceof Expression.Numeral);
    }
}
