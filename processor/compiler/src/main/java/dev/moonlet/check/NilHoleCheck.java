package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import dev.moonlet.source.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Returning a table with a nil among its elements, where Redis ends the array. */
final class NilHoleCheck implements Check {

    static final String CODE = "nil-hole";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Variable> returned = new HashSet<>();
        MissingElements missing = new MissingElements(script);
        SparseLists sparse = SparseLists.of(script);
        List<Span> several = ConditionalValueCheck.several(script);
        Set<Integer> reported = new HashSet<>();
        for (ResultValue value : script.results().values()) {
            if (value.value() instanceof Expression.Variable table && isCut(value.present())) {
                script.bindings().variable(table).ifPresent(returned::add);
                script.bindings()
                        .variable(table)
                        .flatMap(sparse::gap)
                        .filter(gap -> gap.end() <= table.start() && reported.add(gap.start()))
                        .ifPresent(gap -> findings.accept(
                                script.warning(CODE, "this leaves a gap in the list, where Redis ends the array", gap)
                                        .hint("build a list without it: t[#t + 1] = x")));
            }
            if (value.table().filter(table -> !table.changed()).isPresent() && isCut(value.present())) {
                List<Expression> elements = value.table().get().positional();
                int followed = Math.min(elements.size(), written(script, value) - 1);
                for (int i = 0; i < followed; i++) {
                    check(script, missing, several, elements.get(i), i, value.present(), findings);
                }
            }
        }
        new LeftOutPlaces(script, returned, findings).walk(script.chunk().block());
    }

    /** How many elements the constructor of a table has. */
    private static int written(AnalyzedScript script, ResultValue value) {
        return script.definitions().resolved(value.value()) instanceof Expression.Table table
                ? (int) table.fields().stream()
                        .filter(TableField.Positional.class::isInstance)
                        .count()
                : 0;
    }

    /** Whether nothing that Moonlet adds fills holes. */
    private static boolean isCut(LuaType type) {
        return type == LuaType.Scalar.ANY
                || (type instanceof LuaType.Array array && !(array.element() instanceof LuaType.Optional))
                || (type instanceof LuaType.Pairs pairs && !(pairs.value() instanceof LuaType.Optional))
                || (type instanceof LuaType.Tuple tuple
                        && tuple.elements().stream().noneMatch(LuaType.Optional.class::isInstance));
    }

    private static void check(
            AnalyzedScript script,
            MissingElements missing,
            List<Span> several,
            Expression element,
            int index,
            LuaType type,
            Consumer<Diagnostic> findings) {
        boolean certain = script.types().of(element).isOnly(ValueType.NIL);
        if (certain
                ? isAny(type)
                : isNumberOfNothing(script, element) || isNothing(script, missing, several, element)) {
            String hint = type instanceof LuaType.Array array
                    ? "return false instead of nil, or declare "
                            + array.element().notation() + "?[]"
                    : "return false instead of nil";
            findings.accept(script.warning(
                            CODE,
                            "element " + (index + 1) + (certain ? " is" : " can be")
                                    + " nil, where Redis ends the array",
                            element)
                    .hint(hint));
        }
    }

    /** Whether nothing is declared that a nil is not. */
    private static boolean isAny(LuaType type) {
        return type == LuaType.Scalar.ANY || (type instanceof LuaType.Array array && isAny(array.element()));
    }

    /** {@code x or nil}, the element of a list that can be empty, or a function that can end without a result. */
    private static boolean isNothing(
            AnalyzedScript script, MissingElements missing, List<Span> several, Expression element) {
        if (element instanceof Expression.Binary choice && choice.operator() == BinaryOperator.OR) {
            return choice.right() instanceof Expression.Nil;
        }
        if (element instanceof Expression.Call call) {
            String text = script.chunk().file().text(new Span(call.start(), call.end()));
            String all = script.chunk().file().text();
            return all.indexOf(text) == all.lastIndexOf(text) // else the script may ask for it first
                    && script.functions()
                            .at(call.callee())
                            .filter(function -> MissingResultCheck.mayEndInNothing(script, function))
                            .isPresent();
        }
        if (element instanceof Expression.Variable local
                && script.types().of(local).can(ValueType.NIL)
                && script.types().of(local).kinds() != ValueType.ALL) {
            List<Expression> values = script.definitions().alternatives(local);
            return (values.size() == 2
                            && values.stream().anyMatch(Expression.Nil.class::isInstance)
                            && values.stream().noneMatch(value -> isInSeveral(several, value)))
                    || missing.isMissing(element);
        }
        return missing.isMissing(element);
    }

    /** Whether a value is given in a loop, or in one of several branches, of which another may give another one. */
    private static boolean isInSeveral(List<Span> several, Expression value) {
        return several.stream().anyMatch(block -> block.start() <= value.start() && value.end() <= block.end());
    }

    /** {@code tonumber(redis.call('GET', …))}, of what may not be there. */
    static boolean isNumberOfNothing(AnalyzedScript script, Expression element) {
        if (!script.types().of(element).can(ValueType.NIL)
                || !(script.definitions().resolved(element) instanceof Expression.Call call)
                || !script.bindings().isGlobal(call.callee(), "tonumber")
                || call.arguments().isEmpty()) {
            return false;
        }
        ValueType argument = script.types().of(call.arguments().get(0));
        return argument.isReply()
                && argument.can(ValueType.FALSE)
                && !script.knownKeys().areThereFor(element)
                && !script.knownKeys().areThereFor(call.arguments().get(0));
    }
}
