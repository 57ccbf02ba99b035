package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.FieldAccess;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which lists get a value for certain, and of which the script asks for the length. */
final class FilledLists extends Walker {

    private final AnalyzedScript script;
    final Set<Variable> certain = new HashSet<>();
    final Set<Variable> asked = new HashSet<>();

    /** The names of fields of which the script asks for the length. */
    final Set<String> askedFields = new HashSet<>();

    /** The fields of tables that are lists, and get values under conditions or in loops alone, or for certain. */
    private final Map<Variable, Map<String, Boolean>> fields = new HashMap<>();

    /** What shows of each list whether it is filled: what its loops go through, and what is assigned where it is filled. */
    private final Map<Variable, Set<Set<String>>> companions = new HashMap<>();

    /** What is compared, measured or a condition, as it is written. */
    private final Set<String> mentioned = new HashSet<>();

    /** What the loops around go through, and what is assigned in the innermost block. */
    private final Deque<Set<String>> around = new ArrayDeque<>();

    /** How many functions are around. */
    private int functions;

    /** How many conditions, loops and functions are around. */
    private int inside;

    private FilledLists(AnalyzedScript script) {
        this.script = script;
    }

    static FilledLists of(AnalyzedScript script) {
        FilledLists lists = new FilledLists(script);
        script.results().body().statements().forEach(lists::walk);
        lists.companions.forEach((list, companions) -> {
            if (companions.stream().flatMap(Set::stream).anyMatch(lists.mentioned::contains)) {
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
                local(place.object()).ifPresent(this::fill);
                fillField(place.object(), isEnd(place.key()));
                local(place.object()).ifPresent(list -> local(place.key())
                        .ifPresent(count -> companions(list).add(Set.of(script.text(place.key())))));
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
                && !node.arguments().isEmpty()) {
            local(node.arguments().get(0)).ifPresent(this::fill);
            fillField(node.arguments().get(0), true);
        } else if (node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "table")) {
            node.arguments().stream().limit(1).forEach(this::ask);
        } else if (script.functions().at(node.callee()).isPresent()) {
            node.arguments().forEach(this::ask); // the function may ask
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
        mentioned.add(script.text(list));
        Expression field = script.definitions().resolved(list);
        if (field instanceof Expression.Member member) {
            askedFields.add(member.name().text());
        } else if (field instanceof Expression.Index index && index.key() instanceof Expression.Str name) {
            askedFields.add(name.value());
        }
    }

    /** A field of a table gets a value, {@code table.insert(t.items, x)}. */
    private void fillField(Expression list, boolean behind) {
        FieldAccess.of(list).ifPresent(access -> local(access.table())
                .ifPresent(table -> fields.computeIfAbsent(table, first -> new HashMap<>())
                        .merge(access.name(), behind && inside > 0 && functions == 0, Boolean::logicalAnd)));
    }

    /** {@code #t.items + 1} */
    private static boolean isEnd(Expression key) {
        return key instanceof Expression.Binary sum
                && sum.left() instanceof Expression.Unary length
                && length.operator() == UnaryOperator.LENGTH;
    }

    /** Whether a field of a table gets values under conditions or in loops alone. */
    boolean isFilledInside(Expression table, String field) {
        return local(table)
                .map(fields::get)
                .map(filled -> filled.getOrDefault(field, false))
                .orElse(false);
    }

    private void fill(Variable list) {
        if (inside == 0) {
            certain.add(list);
        }
        if (functions > 0) {
            asked.add(list); // its callers may know
        }
        companions(list).addAll(around);
    }

    /** By reference: what is assigned in a large block is kept once. */
    private Set<Set<String>> companions(Variable list) {
        return companions.computeIfAbsent(list, first -> Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Walks a loop with what it goes through; one that certainly runs is no condition. */
    private void loop(boolean certainly, Set<String> through, Runnable walk) {
        around.push(through);
        inside += certainly ? 0 : 1;
        walk.run();
        inside -= certainly ? 0 : 1;
        around.pop();
    }

    /** What is assigned side by side with what fills a list shows that, too: {@code any = true}. */
    @Override
    public void walk(Block block) {
        Set<String> assigned = new HashSet<>();
        for (Statement statement : block.statements()) {
            if (statement instanceof Statement.Assignment assignment) {
                assignment.targets().forEach(target -> assigned.add(script.text(target)));
            }
        }
        around.push(assigned);
        super.walk(block);
        around.pop();
    }

    private void mention(Expression condition) {
        new Walker() {
            @Override
            protected void visit(Expression.Variable node) {
                mentioned.add(node.name());
            }
        }.walk(condition);
    }

    @Override
    protected void visit(Expression.Binary node) {
        switch (node.operator()) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, AND, OR -> {
                mention(node.left());
                mention(node.right());
            }
            default -> {}
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Index node) {
        boolean own = node.object() instanceof Expression.Member
                || local(node.object()).isPresent();
        if (own && node.key() instanceof Expression.Numeral) {
            ask(node.object()); // not t[1]
        }
        super.visit(node);
    }

    @Override
    protected void visit(Statement.If node) {
        node.branches().forEach(branch -> mention(branch.condition()));
        within(() -> super.visit(node));
    }

    @Override
    protected void visit(Statement.While node) {
        within(() -> super.visit(node));
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        boolean certainly = node.initial() instanceof Expression.Numeral from
                && node.limit() instanceof Expression.Numeral to
                && from.value() <= to.value();
        Expression limit = node.limit() instanceof Expression.Unary length ? length.operand() : node.limit();
        loop(certainly, Set.of(script.text(limit)), () -> walk(node.block()));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        Expression first = node.values().get(0);
        Expression list =
                first instanceof Expression.Call call && !call.arguments().isEmpty()
                        ? call.arguments().get(0)
                        : first;
        boolean certainly = script.definitions().resolved(list) instanceof Expression.Table table
                && table.fields().stream().anyMatch(TableField.Positional.class::isInstance);
        node.values().forEach(this::walk);
        loop(certainly, Set.of(script.text(list)), () -> walk(node.block()));
    }

    @Override
    protected void visit(FunctionBody body) {
        functions++;
        within(() -> super.visit(body));
        functions--;
    }
}
