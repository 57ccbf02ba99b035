package dev.moonlet.analysis;

import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ReturnedError;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.script.link.LinkedPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a script returns, and what is declared of it.
 *
 * @param body the script's own statements, without what the linker put around them
 * @param type the declared result; {@code any} if there is none
 * @param casts whether the result is converted to that type
 * @param empty each {@code return} of nothing
 * @param values each value that is returned, followed by those inside of it
 */
public record ResultValues(
        Block body, LuaType type, boolean casts, List<Statement.Return> empty, List<ResultValue> values) {

    /** What the whole result is called. */
    public static final String RESULT = "the result";

    /** Tables that hold themselves, or one another, are not followed further. */
    private static final int MAX_DEPTH = 20;

    /** Functions with more ends are not looked into. */
    private static final int MAX_ENDS = 20;

    /** Nor are all of very many. */
    private static final int MAX_VALUES = 10_000;

    /**
     * What a script returns.
     *
     * @param callbacks functions whose results Redis sends, too
     * @param signature what the script declares
     */
    static ResultValues of(
            Block body,
            List<FunctionBody> callbacks,
            Bindings bindings,
            Definitions definitions,
            ScriptFunctions functions,
            SingleValues single,
            ScriptSignature signature) {
        Optional<ScriptSignature.Result> declared = signature.result();
        LuaType type = declared.map(ScriptSignature.Result::type).orElse(LuaType.Scalar.ANY);
        boolean casts = declared.filter(ScriptSignature.Result::casts).isPresent();
        Reader reader = new Reader(definitions, bindings, functions, single, type, signature.errors());
        reader.walk(body);
        callbacks.forEach(callback -> reader.walk(callback.block()));
        return new ResultValues(body, type, casts, List.copyOf(reader.empty), List.copyOf(reader.values));
    }

    /** The body of the function that the linker puts around a script where it adds something. */
    static Block body(Block chunk, LinkedPlaces places) {
        for (Statement statement : chunk.statements()) {
            List<Expression> values = List.of();
            if (statement instanceof Statement.Local local) {
                values = local.values();
            } else if (statement instanceof Statement.Return returned) {
                values = returned.values();
            }
            if (values.size() == 1
                    && places.isGenerated(statement.start())
                    && values.get(0) instanceof Expression.Call call
                    && call.callee() instanceof Expression.Parenthesized parenthesized
                    && parenthesized.inner() instanceof Expression.Function function) {
                return function.body().block();
            }
        }
        return chunk;
    }

    private static final class Reader extends Walker {

        private final Definitions definitions;
        private final Bindings bindings;
        private final ScriptFunctions functions;
        private final SingleValues single;
        private final LuaType type;
        private final List<ReturnedError> errors;
        private final List<Statement.Return> empty = new ArrayList<>();
        private final List<ResultValue> values = new ArrayList<>();

        /** How many functions that return what others return are looked into. */
        private int nested;

        /** Whether functions return nothing but errors and statuses, by where they begin. */
        private final Map<Integer, Boolean> marking = new HashMap<>();

        /** The same, where tables with a field {@code ok} or {@code err} are such, too. */
        private final Map<Integer, Boolean> markingByTables = new HashMap<>();

        Reader(
                Definitions definitions,
                Bindings bindings,
                ScriptFunctions functions,
                SingleValues single,
                LuaType type,
                List<ReturnedError> errors) {
            this.definitions = definitions;
            this.bindings = bindings;
            this.functions = functions;
            this.single = single;
            this.type = type;
            this.errors = errors;
        }

        /** A function inside of the script returns something else. */
        @Override
        protected void visit(FunctionBody body) {}

        @Override
        protected void visit(Statement.Return node) {
            if (node.values().isEmpty()) {
                empty.add(node);
            } else {
                add(node.values().get(0), type, RESULT, true, false, 0);
            }
        }

        private void add(Expression value, LuaType type, String what, boolean whole, boolean shared, int depth) {
            LuaType declared = type;
            if (depth > MAX_DEPTH
                    || values.size() > MAX_VALUES
                    || isMarkedReply(value, type)
                    || isFailure(value, depth)) {
                return;
            }
            Optional<TableContent> table = definitions.table(value).or(() -> returned(value));
            if (depth > 0 && table.filter(content -> !content.openNames()).isEmpty()) {
                table = definitions.tableStoredOnce(value).or(() -> definitions.table(value));
            }
            if (table.isPresent() && declared.present() instanceof LuaType.Union union) {
                declared = union.onlyTable().orElse(declared);
            }
            if (table.filter(TableContent::isMark).isPresent() && !isRecord(declared)) {
                return;
            }
            if (shared) {
                table = table.map(TableContent::open);
            }
            ResultValue added = new ResultValue(value, value, declared, what, whole, table);
            values.add(added);
            table.ifPresent(content -> addParts(content.before(value.start()), added.present(), depth + 1));
            addSides(value, type, what, shared, depth + 1);
            if (whole) {
                addPossible(value, declared, what, depth);
            }
        }

        /** Whether a record is declared that has a field {@code ok}, which then is no status. */
        private static boolean isRecord(LuaType declared) {
            return declared.present() instanceof LuaType.Table record
                    && record.fields().stream().anyMatch(field -> field.name().equals("ok"));
        }

        /** The table that a function writes where it returns it, and that nothing changes behind it. */
        private Optional<TableContent> returned(Expression value) {
            return value instanceof Expression.Call || definitions.isUntouched(value)
                    ? functions
                            .onlyValue(definitions.resolved(value))
                            .filter(Expression.Table.class::isInstance)
                            .flatMap(definitions::table)
                    : Optional.empty();
        }

        /** Whether the whole result is a value that stands for a failure, as it is written. */
        private boolean isFailure(Expression value, int depth) {
            return depth == 0
                    && errors.stream().anyMatch(error -> switch (error.kind()) {
                        case NIL -> value instanceof Expression.Nil;
                        case STRING ->
                            value instanceof Expression.Str text && text.value().equals(error.code());
                        case INTEGER -> error.code().equals(integer(value));
                    });
        }

        private static String integer(Expression value) {
            boolean negative = value instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE;
            Expression digits = value instanceof Expression.Unary unary && negative ? unary.operand() : value;
            return digits instanceof Expression.Numeral numeral && numeral.value() == Math.rint(numeral.value())
                    ? (negative ? "-" : "") + (long) numeral.value()
                    : "";
        }

        /** Whether it is an error, or a status, which arrives as a string, also from a function that returns nothing else. */
        private boolean isMarkedReply(Expression value, LuaType declared) {
            if (!(definitions.resolved(value) instanceof Expression.Call call)) {
                return false;
            }
            if (call.callee() instanceof Expression.Member member && ServerApi.isTable(member.object(), bindings)) {
                return member.name().text().equals("error_reply")
                        || member.name().text().equals("status_reply");
            }
            return functions
                    .at(call.callee())
                    .filter(function -> givesMarks(function, declared))
                    .isPresent();
        }

        /** Whether a function returns nothing but errors and statuses. */
        private boolean givesMarks(FunctionBody function, LuaType declared) {
            Map<Integer, Boolean> known = isRecord(declared) ? marking : markingByTables;
            if (nested > MAX_DEPTH) {
                return false;
            }
            Boolean before = known.putIfAbsent(function.start(), false); // until it is known
            if (before == null) {
                nested++;
                List<Expression> ends = FunctionEnds.of(function).values();
                before = !ends.isEmpty()
                        && ends.stream().allMatch(end -> isMarkedReply(end, declared) || isMarkedTable(end, declared));
                known.put(function.start(), before);
                nested--;
            }
            return before;
        }

        private boolean isMarkedTable(Expression value, LuaType declared) {
            return !isRecord(declared)
                    && definitions
                            .table(value)
                            .or(() -> returned(value))
                            .filter(TableContent::isMark)
                            .isPresent();
        }

        /** The values that a local can have that is returned, where there are several. */
        private void addPossible(Expression value, LuaType declared, String what, int depth) {
            functions
                    .at(value instanceof Expression.Call call ? call.callee() : value)
                    .filter(function -> value instanceof Expression.Call
                            && functions.calls(function).size() == 1) // others may be for another end
                    .ifPresent(function -> addEnds(function, value, declared, what, depth));
            List<Expression> possible = definitions.possible(value);
            if (possible.size() > 1) {
                for (Expression one : definitions.alternatives(value)) {
                    boolean begins =
                            one instanceof Expression.Nil || one instanceof Expression.Bool; // other ways may lead here
                    if (!begins && !isMarkedReply(one, declared) && !isFailure(one, depth)) {
                        values.add(new ResultValue(one, value, declared, what, true, Optional.empty()));
                    }
                }
            }
        }

        /** What a function returns that has several ends, and does not choose one by what it is given. */
        private void addEnds(FunctionBody function, Expression value, LuaType declared, String what, int depth) {
            FunctionEnds ends = FunctionEnds.of(function);
            if (ends.values().size() < 2
                    || ends.values().size() > MAX_ENDS
                    || !ends.asksForRepliesAlone(bindings, definitions, function)) {
                return;
            }
            for (Expression end : ends.values()) {
                boolean known = end instanceof Expression.Variable || end instanceof Expression.Call;
                if (known
                        && !ends.isCompared(bindings, end)
                        && !isMarkedReply(end, declared)
                        && !isMarkedTable(end, declared)
                        && !isFailure(end, depth)) {
                    values.add(new ResultValue(end, value, declared, what, true, Optional.empty()));
                }
            }
        }

        /** What {@code a and b}, {@code a or b} and {@code a and b or c} give. */
        private void addSides(Expression value, LuaType declared, String what, boolean shared, int depth) {
            if (value instanceof Expression.Parenthesized parenthesized) {
                addSides(parenthesized.inner(), declared, what, shared, depth);
            } else if (value instanceof Expression.Binary binary) {
                if (binary.operator() == BinaryOperator.OR) {
                    add(binary.left(), declared, what, false, shared, depth);
                    add(binary.right(), declared, what, false, shared, depth);
                } else if (binary.operator() == BinaryOperator.AND) {
                    add(binary.right(), declared, what, false, shared, depth);
                }
            }
        }

        /** What the table holds, as far as that is certain: nothing else is ever assigned in its place. */
        private void addParts(TableContent table, LuaType declared, int depth) {
            if (!table.openNames() && (declared instanceof LuaType.Array || declared == LuaType.Scalar.ANY)) {
                LuaType element = declared instanceof LuaType.Array array ? array.element() : declared;
                table.appended().forEach(value -> add(value, element, "an element", true, table.shared(), depth));
            }
            if (table.changed()) {
                return;
            }
            if (declared instanceof LuaType.Table fields) {
                for (LuaType.Field field : fields.fields()) {
                    addField(table, field.name(), field.type(), depth);
                }
            } else if (declared instanceof LuaType.Map map) {
                table.named().keySet().forEach(name -> addField(table, name, map.value(), depth));
            } else if (declared instanceof LuaType.Array || declared instanceof LuaType.Tuple) {
                List<Expression> values = positional(table);
                for (int i = 0; i < values.size(); i++) {
                    Optional<LuaType> element = element(declared, i);
                    Expression value = values.get(i);
                    String what = "element " + (i + 1);
                    element.ifPresent(found -> add(value, found, what, true, table.shared(), depth));
                }
            } else if (declared == LuaType.Scalar.ANY) {
                List<Expression> values = positional(table);
                for (int i = 0; i < values.size(); i++) {
                    add(values.get(i), declared, "element " + (i + 1), true, table.shared(), depth);
                }
            }
        }

        /** The values that have no name, and the last one, too, where a function gives it that always gives one. */
        private List<Expression> positional(TableContent table) {
            return Stream.concat(
                            table.positional().stream(),
                            table.last().filter(value -> !single.canBeSeveral(value)).stream())
                    .toList();
        }

        private void addField(TableContent table, String name, LuaType type, int depth) {
            List<Expression> assigned = table.named().getOrDefault(name, List.of());
            if (assigned.size() == 1 && !table.openNames()) {
                add(assigned.get(0), type, "field \"" + name + "\"", true, table.shared(), depth);
            }
        }

        private static Optional<LuaType> element(LuaType declared, int index) {
            if (declared instanceof LuaType.Array array) {
                return Optional.of(array.element());
            }
            return declared instanceof LuaType.Tuple tuple
                            && index < tuple.elements().size()
                    ? Optional.of(tuple.elements().get(index))
                    : Optional.empty();
        }
    }
}
