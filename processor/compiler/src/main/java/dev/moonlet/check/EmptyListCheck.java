package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.ReplyValues;
import dev.moonlet.analysis.ResultValue;
import dev.moonlet.analysis.TableContent;
import dev.moonlet.analysis.ValueType;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.script.LuaType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** JSON of a list that can be empty is returned: {@code cjson} makes an object of every empty table. */
final class EmptyListCheck implements Check {

    private static final String CODE = "empty-list-encoded";

    /** Tables in tables are followed no further. */
    private static final int MAX_DEPTH = 10;

    /** Commands that reply as many elements as they are given words. */
    private static final Set<String> NEVER_EMPTY =
            Set.of("GEOHASH", "GEOPOS", "HMGET", "MGET", "SMISMEMBER", "TIME", "ZMSCORE");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        Set<Integer> reported = new HashSet<>();
        Optional<Lists> lists = Optional.empty();
        for (ResultValue value : script.results().values()) {
            boolean isText = value.type().present() == LuaType.Scalar.STRING || value.type() == LuaType.Scalar.ANY;
            if (isText
                    && script.definitions().resolved(value.value()) instanceof Expression.Call call
                    && isEncode(script, call)
                    && reported.add(call.start())) {
                Lists known = lists.orElseGet(() -> Lists.of(script));
                lists = Optional.of(known);
                check(script, call.arguments().get(0), known, findings, 0);
            }
        }
    }

    private static boolean isEncode(AnalyzedScript script, Expression.Call call) {
        return call.callee() instanceof Expression.Member member
                && member.name().text().equals("encode")
                && script.bindings().isGlobal(member.object(), "cjson")
                && call.arguments().size() == 1;
    }

    private static void check(
            AnalyzedScript script, Expression value, Lists lists, Consumer<Diagnostic> findings, int depth) {
        if (value instanceof Expression.Table table && depth < MAX_DEPTH) {
            for (TableField field : table.fields()) {
                check(script, field.value(), lists, findings, depth + 1);
            }
            return;
        }
        Optional<TableContent> content = script.definitions()
                .table(value)
                .filter(table -> value instanceof Expression.Variable && !table.openNames() && depth < MAX_DEPTH);
        content.ifPresent(table -> table.named().forEach((name, values) -> {
            if (values.size() == 1 && !lists.askedFields.contains(name)) {
                check(script, values.get(0), lists, findings, depth + 1);
            }
        }));
        ValueType type = script.types().of(value);
        boolean reply = type.isReply()
                && type.isOnly(ValueType.TABLE)
                && ReplyValues.elements(type.command()).isPresent()
                && !NEVER_EMPTY.contains(type.command());
        boolean asked = value instanceof Expression.Variable name
                && script.bindings()
                        .variable(name)
                        .filter(lists.asked::contains)
                        .isPresent();
        boolean filled = value instanceof Expression.Variable list
                && script.bindings()
                        .variable(list)
                        .filter(lists.certain::contains)
                        .isPresent();
        boolean told = filled || (reply && script.knownKeys().areThereFor(value));
        if (!asked && !told && (reply || isCollected(script, value))) {
            findings.accept(script.warning(
                            CODE,
                            (reply ? "the reply of " + type.command() : "this list")
                                    + " can be empty, and cjson then makes {} of it, not []",
                            value)
                    .hint("return it as a list, or say what it is then: #list > 0 and cjson.encode(list) or '[]'"));
        }
    }

    /** Whether a local is a list that begins empty, and to which values are added under conditions or in loops alone. */
    private static boolean isCollected(AnalyzedScript script, Expression value) {
        return value instanceof Expression.Variable
                && script.definitions().resolved(value) instanceof Expression.Table constructor
                && constructor.fields().isEmpty()
                && script.definitions()
                        .table(value)
                        .filter(content -> isList(content)
                                && (!content.openNames() || script.definitions().isOnlyStored(value)))
                        .isPresent();
    }

    private static boolean isList(TableContent content) {
        return content.named().isEmpty() && !content.appended().isEmpty();
    }

    /** Which lists get a value for certain, and of which the script asks for the length. */
    private static final class Lists extends Walker {

        private final AnalyzedScript script;
        private final Set<Variable> certain = new HashSet<>();
        private final Set<Variable> asked = new HashSet<>();

        /** The names of fields of which the script asks for the length. */
        private final Set<String> askedFields = new HashSet<>();

        /** The local that counts the places of a list, {@code t[n] = x}. */
        private final Map<Variable, Variable> counts = new HashMap<>();

        private final Set<Variable> compared = new HashSet<>();

        /** How many conditions, loops and functions are around. */
        private int inside;

        private Lists(AnalyzedScript script) {
            this.script = script;
        }

        static Lists of(AnalyzedScript script) {
            Lists lists = new Lists(script);
            script.results().body().statements().forEach(lists::walk);
            lists.counts.forEach((list, count) -> {
                if (lists.compared.contains(count)) {
                    lists.asked.add(list);
                }
            });
            return lists;
        }

        private void within(Runnable walk) {
            inside++;
            walk.run();
            inside--;
        }

        private Optional<Variable> local(Expression expression) {
            return expression instanceof Expression.Variable name
                    ? script.bindings().variable(name)
                    : Optional.empty();
        }

        @Override
        protected void visit(Statement.Assignment node) {
            for (Expression target : node.targets()) {
                if (target instanceof Expression.Index place) {
                    local(place.object()).filter(list -> inside == 0).ifPresent(certain::add);
                    local(place.object())
                            .ifPresent(list -> local(place.key()).ifPresent(count -> counts.put(list, count)));
                    walk(place.object()); // what its key asks is the length before
                } else {
                    walk(target);
                }
            }
            node.values().forEach(this::walk);
        }

        @Override
        protected void visit(Expression.Call node) {
            if (node.callee() instanceof Expression.Member member
                    && script.bindings().isGlobal(member.object(), "table")
                    && member.name().text().equals("insert")
                    && !node.arguments().isEmpty()
                    && inside == 0) {
                local(node.arguments().get(0)).ifPresent(certain::add);
            }
            if (script.bindings().isGlobal(node.callee(), "next")
                    && !node.arguments().isEmpty()) {
                ask(node.arguments().get(0));
            }
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Unary node) {
            if (node.operator() == UnaryOperator.LENGTH) {
                ask(node.operand());
            }
            super.visit(node);
        }

        private void ask(Expression list) {
            local(list).ifPresent(asked::add);
            if (list instanceof Expression.Member field) {
                askedFields.add(field.name().text());
            }
        }

        @Override
        protected void visit(Expression.Binary node) {
            boolean compares =
                    switch (node.operator()) {
                        case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
                        default -> false;
                    };
            if (compares) {
                local(node.left()).ifPresent(compared::add);
                local(node.right()).ifPresent(compared::add);
            }
            super.visit(node);
        }

        @Override
        protected void visit(Expression.Index node) {
            local(node.object())
                    .filter(list -> node.key() instanceof Expression.Numeral)
                    .ifPresent(asked::add); // not t[1]
            super.visit(node);
        }

        @Override
        protected void visit(Statement.If node) {
            within(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.While node) {
            within(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.NumericFor node) {
            within(() -> super.visit(node));
        }

        @Override
        protected void visit(Statement.GenericFor node) {
            within(() -> super.visit(node));
        }

        @Override
        protected void visit(FunctionBody body) {
            within(() -> super.visit(body));
        }
    }
}
