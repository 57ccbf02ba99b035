package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.ResultValues;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Returning a table with named fields where Redis replies an array of the others. */
final class LostFieldCheck implements Check {

    private static final String CODE = "lost-field";

    /** What makes a table a status, or an error. */
    private static final List<String> MARKS = List.of("ok", "err");

    /** Fields that errors of commands have, which scripts pass on. */
    private static final Set<String> OF_ERRORS = Set.of("source", "line", "ignore_error_stats_update");

    /** Differences of differences are calculated no further. */
    private static final int MAX_DEPTH = 20;

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        new Walker() {
            @Override
            protected void visit(Statement.Return node) {
                node.values().stream().limit(1).forEach(value -> marked(script, value, findings));
            }

            @Override
            protected void visit(FunctionBody body) {
                // what it returns goes to its callers
            }
        }.walk(script.results().body());
        Map<Variable, Expression> zeros = new Zeros(script).read();
        LocalTables named = LocalTables.of(script);
        Set<Variable> objects = DecodedObjects.of(script);
        for (ResultValue value : script.results().values()) {
            LuaType type = value.present();
            boolean sequence =
                    type instanceof LuaType.Array || type instanceof LuaType.Tuple || type instanceof LuaType.Pairs;
            if (type == LuaType.Scalar.ANY && isObject(script, value.value(), objects)) {
                findings.accept(script.warning(
                                CODE,
                                "Redis leaves out the fields of an object: it replies the elements of a table alone",
                                value.value())
                        .hint("return it as text: cjson.encode(…)"));
                continue;
            }
            ValueType found = script.types().of(value.value());
            if (found.isCertainly(ValueType.FUNCTION)
                    && value.value() instanceof Expression.Member // else the file is one that others require
                    && value.what().equals(ResultValues.RESULT)) {
                findings.accept(script.warning(CODE, "Redis replies nothing for a function", value.value())
                        .hint("call it: (…)"));
            }
            boolean byName = named.isFilledByName(value.value())
                    || (value.value() instanceof Expression.Call
                            && script.types().isNamedOnly(value.value())
                            && value.table().isEmpty());
            if ((sequence || type == LuaType.Scalar.ANY) && byName) {
                findings.accept(script.warning(
                                CODE,
                                "Redis leaves out what is put here by name: it replies the elements of a table alone",
                                value.value())
                        .hint("declare ---@return table<string, string>, or return a list"));
                continue;
            }
            if ((!sequence && type != LuaType.Scalar.ANY)
                    || value.table().filter(table -> !table.isMarked()).isEmpty()) {
                continue;
            }
            if (value.value() instanceof Expression.Variable list
                    && !value.table().get().shared()) {
                script.bindings()
                        .variable(list)
                        .flatMap(table -> Optional.ofNullable(zeros.remove(table)))
                        .ifPresent(place -> findings.accept(
                                script.warning(CODE, "Redis leaves out place 0: an array begins with place 1", place)
                                        .hint("begin with 1, or put it behind the others: t[#t + 1] = x")));
            }
            Map<String, List<Expression>> fields = value.table().get().named();
            List<String> names = List.copyOf(fields.keySet());
            if (!names.isEmpty() && !isModule(script, fields)) {
                String declared = sequence ? value.what() + " is " + type.notation() + ", and " : "";
                findings.accept(script.warning(
                                CODE,
                                declared + "Redis leaves out the field \"" + names.get(0)
                                        + "\": it replies the elements of a table alone",
                                value.value())
                        .hint(hint(script, names.get(0))));
            }
        }
    }

    /** What {@code cjson.decode} makes of an object: fields are taken of it, or its default is one. */
    private static boolean isObject(AnalyzedScript script, Expression value, Set<Variable> objects) {
        if (value instanceof Expression.Variable name
                && script.bindings().variable(name).filter(objects::contains).isPresent()) {
            return true;
        }
        return script.definitions().resolved(value) instanceof Expression.Call call
                && LibraryCall.of(script, call)
                        .filter(library -> library.function().path().equals("cjson.decode"))
                        .isPresent()
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Binary choice
                && choice.operator() == BinaryOperator.OR
                && choice.right() instanceof Expression.Str text
                && text.value().startsWith("{");
    }

    /** {@code return { ok = true }}, and {@code { err = 'CODE text', retry = 5 }} */
    private static void marked(AnalyzedScript script, Expression value, Consumer<Diagnostic> findings) {
        Optional<TableContent> table = script.definitions().table(value).filter(content -> !content.openNames());
        LuaType type = script.results().type();
        if (table.isEmpty() || type.present() instanceof LuaType.Table || type.present() instanceof LuaType.Map) {
            return;
        }
        Map<String, List<Expression>> fields = table.get().named();
        for (String mark : MARKS) {
            List<Expression> values = fields.getOrDefault(mark, List.of());
            if (values.size() != 1) {
                continue;
            }
            ValueType found = script.types().of(values.get(0));
            if (found.kinds() != 0 && !found.can(ValueType.STRING | ValueType.OTHER)) {
                findings.accept(script.warning(
                                CODE,
                                "Redis leaves out the field \"" + mark + "\" where it is not a text: this is "
                                        + found.inWords(),
                                values.get(0))
                        .hint("return 1 or 0, or redis." + (mark.equals("ok") ? "status" : "error") + "_reply(…)"));
                return;
            }
        }
        String mark = fields.containsKey("err") ? "err" : fields.containsKey("ok") ? "ok" : "";
        fields.keySet().stream()
                .filter(name -> !mark.isEmpty() && !MARKS.contains(name) && !OF_ERRORS.contains(name))
                .findFirst()
                .ifPresent(name -> findings.accept(script.warning(
                        CODE,
                        "Redis leaves out the field \"" + name + "\": it replies the field \"" + mark + "\" alone",
                        value)));
    }

    /** Whether a table has functions, which mean nothing to Redis: the file is one that others require. */
    private static boolean isModule(AnalyzedScript script, Map<String, List<Expression>> fields) {
        return fields.values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value instanceof Expression.Function
                        || value instanceof Expression.Vararg // as methods are
                        || script.types().of(value).isOnly(ValueType.FUNCTION));
    }

    private static String hint(AnalyzedScript script, String field) {
        String element = "return " + field + " as an element";
        return script.library().isPresent() ? element : "declare ---@return { " + field + ": … }, or " + element;
    }

    /** Finds the values at place 0: {@code t[0] = x}, and {@code t[i - 1] = x} where a loop counts from 1. */
    private static final class Zeros extends Walker {

        private final AnalyzedScript script;
        private final Map<Variable, Expression> places = new HashMap<>();
        private final Map<Variable, Double> begins = new HashMap<>();
        private int conditions;

        Zeros(AnalyzedScript script) {
            this.script = script;
        }

        Map<Variable, Expression> read() {
            walk(script.chunk().block());
            return places;
        }

        private Optional<Variable> local(Expression expression) {
            return expression instanceof Expression.Variable name
                    ? script.bindings().variable(name)
                    : Optional.empty();
        }

        /** What is done under a condition may not be done in the first pass. */
        @Override
        protected void visit(Statement.If node) {
            conditions++;
            super.visit(node);
            conditions--;
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            if (node.initial() instanceof Expression.Numeral initial
                    && node.step().isEmpty()) {
                script.bindings().variable(node.variable()).ifPresent(count -> begins.put(count, initial.value()));
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            if (node.values().get(0) instanceof Expression.Call call
                    && script.bindings().isGlobal(call.callee(), "ipairs")) {
                script.bindings().variable(node.variables().get(0)).ifPresent(count -> begins.put(count, 1.0));
            }
            super.visit(node);
        }

        @Override
        protected void visit(Statement.Assignment node) {
            for (Expression target : node.targets()) {
                if (conditions == 0 && target instanceof Expression.Index place && first(place.key(), 0) == 0) {
                    local(place.object()).ifPresent(table -> places.putIfAbsent(table, target));
                }
            }
            super.visit(node);
        }

        /** The first place that a key is; -1 if that is not known. */
        private double first(Expression key, int depth) {
            if (key instanceof Expression.Numeral numeral) {
                return numeral.value();
            }
            if (key instanceof Expression.Binary difference
                    && difference.operator() == BinaryOperator.SUBTRACT
                    && difference.right() instanceof Expression.Numeral less
                    && depth < MAX_DEPTH) {
                double begin = first(difference.left(), depth + 1);
                return begin < less.value() ? -1 : begin - less.value();
            }
            return local(key).map(begins::get).orElse(-1.0);
        }
    }
}
