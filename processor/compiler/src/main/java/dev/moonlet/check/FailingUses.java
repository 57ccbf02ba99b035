package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Goes through a chunk for the values that are used in ways that fail with nil and with false. */
abstract class FailingUses extends Walker {

    /** Functions that take a string first, or a table, and nothing else in place of one. */
    static final Set<String> FAILING = Set.of(
            "ipairs",
            "pairs",
            "unpack",
            "table.concat",
            "table.insert",
            "table.remove",
            "table.sort",
            "cjson.decode",
            "cmsgpack.unpack",
            "string.len",
            "string.sub",
            "string.lower",
            "string.upper",
            "string.find",
            "string.match",
            "string.gmatch",
            "string.gsub",
            "string.rep",
            "string.reverse",
            "string.byte");

    /** Of more conditions than this nothing is known. */
    private static final int MAX_CONDITIONS = 200;

    /** Nor where they mention more locals than this. */
    private static final int MAX_MENTIONED = 1_000;

    final AnalyzedScript script;
    final DerivedLocals derived;
    private final CaughtCode caught;

    /** The locals that conditions mention which hold here: of branches around, and of those before that left. */
    private List<Set<Variable>> conditions = new ArrayList<>();

    /** What the conditions of the functions mention that may raise errors, by where they begin. */
    private final Map<Integer, Set<Variable>> asked = new HashMap<>();

    /** What the beginnings of chains of {@code and} and {@code or} mention. */
    private final IdentityHashMap<Expression, Set<Variable>> chains = new IdentityHashMap<>();

    FailingUses(AnalyzedScript script) {
        this.script = script;
        this.derived = DerivedLocals.of(script);
        this.caught = CaughtCode.of(script);
    }

    /** Whether a condition that holds here mentions a local of some kind, or there are too many of them. */
    final boolean isUnderCondition(Predicate<Variable> mentioning) {
        return conditions.size() > MAX_CONDITIONS
                || conditions.stream().mapToInt(Set::size).sum() > MAX_MENTIONED
                || conditions.stream().anyMatch(mentioned -> mentioned.stream().anyMatch(mentioning));
    }

    private void suppose(Expression condition) {
        suppose(derived.mentioned(condition));
    }

    private void suppose(Set<Variable> mentioned) {
        if (conditions.size() <= MAX_CONDITIONS) {
            conditions.add(mentioned);
        }
    }

    private void forgetFrom(int count) {
        conditions
                .subList(Math.min(count, conditions.size()), conditions.size())
                .clear();
    }

    @Override
    public void walk(Block block) {
        int before = conditions.size();
        super.walk(block);
        forgetFrom(before);
    }

    @Override
    protected void visit(FunctionBody body) {
        if (caught.isCaught(body)) {
            return; // what fails in it may be what is asked for
        }
        List<Set<Variable>> outer = conditions;
        conditions = new ArrayList<>();
        super.visit(body);
        conditions = outer;
    }

    @Override
    protected void visit(Statement.If node) {
        int before = conditions.size();
        boolean left = false;
        for (Statement.If.Branch branch : node.branches()) {
            walk(branch.condition());
            suppose(branch.condition());
            walk(branch.block());
            left |= script.exits().leaves(branch.block());
        }
        node.otherwise().ifPresent(this::walk);
        left |= node.otherwise().filter(script.exits()::leaves).isPresent();
        if (!left) {
            forgetFrom(before);
        }
    }

    @Override
    protected void visit(Statement.While node) {
        int before = conditions.size();
        walk(node.condition());
        suppose(node.condition());
        walk(node.block());
        forgetFrom(before);
    }

    /** A function of the script, which may raise an error because of what it is given, or of what it asks for. */
    @Override
    protected void visit(Statement.Call node) {
        super.visit(node);
        passed(node.call());
    }

    @Override
    protected void visit(Statement.Local node) {
        super.visit(node);
        node.values().forEach(this::passed);
    }

    private void passed(Expression value) {
        if (value instanceof Expression.Call call && script.commands().at(call).isEmpty()) {
            script.functions().at(call.callee()).ifPresent(function -> {
                Set<Variable> mentioned = asked.computeIfAbsent(function.start(), start -> asked(function));
                if (value.start() < 0 || !mentioned.isEmpty()) {
                    call.arguments().forEach(this::suppose);
                }
                suppose(mentioned);
            });
        }
    }

    /** What the conditions of a function mention that raises errors. */
    private Set<Variable> asked(FunctionBody function) {
        List<Expression> conditions = new ArrayList<>();
        boolean[] raises = {false};
        new Walker() {
            @Override
            protected void visit(Statement.If node) {
                node.branches().forEach(branch -> conditions.add(branch.condition()));
                super.visit(node);
            }

            @Override
            protected void visit(Expression.Call node) {
                if (node.callee() instanceof Expression.Variable name) {
                    raises[0] |= name.name().equals("error") || name.name().equals("assert");
                    if (name.name().equals("assert")) {
                        conditions.addAll(node.arguments());
                    }
                }
                super.visit(node);
            }
        }.walk(function.block());
        Set<Variable> mentioned = new HashSet<>();
        if (raises[0]) {
            conditions.forEach(condition -> mentioned.addAll(derived.mentioned(condition)));
        }
        return mentioned;
    }

    /**
     * A value is used so that nil and false fail.
     *
     * @param what the use, for people
     */
    abstract void use(Expression value, String what);

    /** A value becomes a part of a text, or is an argument of a command; behind {@link #use}. */
    void text(Expression value) {}

    @Override
    protected void visit(Expression.Binary node) {
        switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> both(node, "arithmetic");
            case CONCAT -> {
                both(node, "joining");
                text(node.left());
                text(node.right());
            }
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> both(node, "comparing");
            case AND, OR -> {
                choice(node);
                return;
            }
            default -> {}
        }
        super.visit(node);
    }

    /** The right side runs only if the left one lets it; a long chain is read once. */
    private void choice(Expression.Binary node) {
        Set<Variable> left = chains.remove(node.left());
        Set<Variable> mentioned = left == null ? derived.mentioned(node.left()) : left;
        int before = conditions.size();
        suppose(mentioned);
        super.visit(node);
        forgetFrom(before);
        Set<Variable> all = new HashSet<>(mentioned);
        all.addAll(derived.mentioned(node.right()));
        chains.put(node, all);
    }

    private void both(Expression.Binary node, String what) {
        use(node.left(), what);
        use(node.right(), what);
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        if (node.operator() != UnaryOperator.NOT) {
            use(node.operand(), "this");
        }
    }

    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        if (isCallOf(node, Set.of("assert"))) {
            node.arguments().stream().limit(1).forEach(this::suppose);
        }
        if (node.callee() instanceof Expression.Member member
                && script.bindings().isGlobal(member.object(), "math")) {
            node.arguments().forEach(argument -> use(argument, "this function"));
            node.arguments().stream()
                    .filter(Expression.Call.class::isInstance)
                    .map(Expression.Call.class::cast)
                    .filter(last -> isCallOf(last, Set.of("unpack"))
                            && !last.arguments().isEmpty())
                    .forEach(last -> joined(last.arguments().get(0), "this function"));
        }
        if (!node.arguments().isEmpty()) {
            if (isCallOf(node, FAILING)) {
                use(node.arguments().get(0), "this function");
            }
            if (isCallOf(node, Set.of("table.concat"))) {
                joined(node.arguments().get(0), "table.concat");
            }
        }
        if (isCallOf(node, Set.of("string.format"))) {
            node.arguments().forEach(argument -> use(argument, "string.format"));
        }
        script.commands().at(node).ifPresent(call -> call.words().stream()
                .map(CommandCall.Word::expression)
                .filter(node.arguments()::contains)
                .forEach(argument -> {
                    use(argument, "a command");
                    text(argument);
                }));
        script.commands()
                .at(node)
                .filter(call -> call.open()
                        && !node.arguments().isEmpty()
                        && node.arguments().get(node.arguments().size() - 1) instanceof Expression.Call last
                        && script.functions().at(last.callee()).isPresent())
                .ifPresent(call -> use(node.arguments().get(node.arguments().size() - 1), "a command"));
        script.commands().at(node).filter(call -> isUnpacking(node)).ifPresent(call -> Stream.concat(
                        call.words().stream(), call.following().stream())
                .map(CommandCall.Word::expression)
                .filter(word -> word.start() < node.start())
                .filter(word -> script.commands().at(word).isPresent()) // what a local holds may be known from before
                .forEach(word -> use(word, "a command")));
    }

    private boolean isUnpacking(Expression.Call call) {
        return !call.arguments().isEmpty()
                && call.arguments().get(call.arguments().size() - 1) instanceof Expression.Call last
                && isCallOf(last, Set.of("unpack"));
    }

    /** The elements of a list become parts of a text, or are calculated with. */
    void joined(Expression list, String what) {}

    /** Whether a call is of one of some functions of the sandbox. */
    private boolean isCallOf(Expression.Call node, Set<String> functions) {
        if (node.callee() instanceof Expression.Variable global) {
            return functions.contains(global.name()) && script.bindings().isGlobal(global, global.name());
        }
        return node.callee() instanceof Expression.Member member
                && member.object() instanceof Expression.Variable library
                && script.bindings().isGlobal(library, library.name())
                && functions.contains(library.name() + "." + member.name().text());
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        use(node.object(), "taking a field");
    }

    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        use(node.object(), "taking an element");
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        super.visit(node);
        use(node.object(), "a method");
    }

    /** {@code for _, key in ipairs(ttl and keys or {})} */
    @Override
    protected void visit(Statement.GenericFor node) {
        int before = conditions.size();
        node.values().forEach(this::walk);
        node.values().forEach(this::suppose);
        walk(node.block());
        forgetFrom(before);
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        use(node.initial(), "the loop");
        use(node.limit(), "the loop");
        node.step().ifPresent(step -> use(step, "the loop"));
        int before = conditions.size();
        suppose(node.limit());
        super.visit(node);
        forgetFrom(before);
    }
}
