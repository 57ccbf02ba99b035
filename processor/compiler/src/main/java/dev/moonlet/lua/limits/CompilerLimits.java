package dev.moonlet.lua.limits;

import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a script is beyond what Lua 5.1's compiler can do: 200 locals and 60 upvalues a function, 250 registers,
 * 2<sup>18</sup> constants. It goes through a tree as {@code lparser.c} goes through the tokens, for only so is it known
 * how many registers an expression takes.
 */
public final class CompilerLimits extends ExpressionLimits {

    /** Lua's hidden locals of a loop. */
    private static final List<String> HIDDEN = List.of("(for generator)", "(for state)", "(for control)");

    private CompilerLimits(SourceFile file) {
        super(file);
    }

    /** The first limit that a file passes; its tree may be what was left of one that could not be parsed. */
    public static Optional<LimitViolation> find(SourceFile file, Block block) {
        try {
            new CompilerLimits(file).walk(block);
            return Optional.empty();
        } catch (Passed e) {
            return Optional.of(e.violation());
        }
    }

    private void declare(String name, Span span, int after) {
        if (!function.declare(name)) {
            behind = after;
            throw passed(
                    LimitViolation.tooMany(
                            file,
                            span,
                            "locals in one function",
                            FunctionLimits.MAX_LOCALS,
                            "put some into a table, or into do … end"),
                    true);
        }
        checkDeclared(span);
    }

    private void checkDeclared(Span span) {
        if (function.declared() > FunctionLimits.MAX_DECLARED) {
            behind = span.end();
            throw passed(
                    LimitViolation.tooMany(
                            file,
                            span,
                            "locals in one function, one after the other",
                            FunctionLimits.MAX_DECLARED,
                            "split the function"),
                    false);
        }
    }

    private void declare(Name name) {
        declare(name.text(), new Span(name.start(), name.end()), name.end());
    }

    private void adjust(int variables, int values, Operand last) {
        int extra = variables - values;
        atMost(() -> {
            if (last.isMultiple()) {
                if (last.kind == Operand.Kind.VARARG) {
                    function.reserve(1);
                }
                if (extra > 0) {
                    function.reserve(extra);
                }
            } else {
                if (last.kind != Operand.Kind.VOID) {
                    placer.toNextRegister(last);
                }
                if (extra > 0) {
                    function.reserve(extra);
                }
            }
        });
    }

    @Override
    public void walk(Block block) {
        int active = function.active();
        statements(block);
        function.endScope(active);
    }

    private void statements(Block block) {
        for (Statement statement : block.statements()) {
            walk(statement);
            function.setFree(function.active());
        }
    }

    @Override
    protected void visit(Statement.Local node) {
        node.names().forEach(this::declare);
        Operand last = list(node.values());
        behind = node.end();
        adjust(node.names().size(), node.values().size(), last);
        function.activate();
    }

    @Override
    protected void visit(Statement.LocalFunction node) {
        declare(node.name());
        behind = node.name().end();
        atMost(() -> function.reserve(1));
        function.activate();
        visit(node.body());
    }

    @Override
    protected void visit(Statement.Function node) {
        Operand target = evaluate(node.target());
        body(node.body(), node.method());
        behind = node.end();
        Operand value = new Operand(Operand.Kind.RELOCATABLE);
        atMost(() -> placer.store(target, value));
    }

    @Override
    protected void visit(Statement.Return node) {
        Operand last = list(node.values());
        behind = node.end();
        atMost(() -> {
            if (last.isMultiple()) {
                placer.toAllResults(last);
            } else if (node.values().size() == 1) {
                placer.toAnyRegister(last);
            } else if (!node.values().isEmpty()) {
                placer.toNextRegister(last);
            }
        });
    }

    @Override
    protected void visit(Statement.Assignment node) {
        Operand[] targets = new Operand[node.targets().size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = evaluate(node.targets().get(i));
            if (i > 0 && targets[i].kind == Operand.Kind.LOCAL) {
                behind = node.targets().get(i).end();
                saveConflicting(targets, i);
            }
        }
        Operand last = list(node.values());
        behind = node.end();
        int count = targets.length;
        int values = node.values().size();
        int next = count - 1;
        if (values == count) {
            atMost(() -> {
                placer.toOneResult(last);
                placer.store(targets[count - 1], last);
            });
            next--;
        } else {
            adjust(count, values, last);
            if (values > count) {
                function.setFree(function.free() - (values - count));
            }
        }
        for (int i = next; i >= 0; i--) {
            Operand target = targets[i];
            atMost(() -> placer.store(target, new Operand(Operand.Kind.REGISTER, function.free() - 1)));
        }
    }

    /** Keeps a local that is assigned to from being changed before an earlier target has used it. */
    private void saveConflicting(Operand[] targets, int index) {
        int register = targets[index].info;
        int extra = function.free();
        boolean conflict = false;
        for (int i = 0; i < index; i++) {
            Operand target = targets[i];
            if (target.kind == Operand.Kind.INDEXED && (target.info == register || target.aux == register)) {
                target.info = target.info == register ? extra : target.info;
                target.aux = target.aux == register ? extra : target.aux;
                conflict = true;
            }
        }
        if (conflict) {
            atMost(() -> function.reserve(1));
        }
    }

    private void condition(Expression expression) {
        Operand condition = evaluate(expression);
        if (condition.kind == Operand.Kind.NIL) {
            condition.kind = Operand.Kind.FALSE;
        }
        behind = expression.end();
        atMost(() -> placer.goIfTrue(condition));
    }

    @Override
    protected void visit(Statement.While node) {
        condition(node.condition());
        walk(node.block());
    }

    @Override
    protected void visit(Statement.Repeat node) {
        int active = function.active();
        statements(node.block());
        condition(node.condition());
        function.endScope(active);
    }

    @Override
    protected void visit(Statement.If node) {
        for (Statement.If.Branch branch : node.branches()) {
            condition(branch.condition());
            function.setFree(function.active());
            walk(branch.block());
        }
        node.otherwise().ifPresent(this::walk);
    }

    @Override
    protected void visit(Statement.NumericFor node) {
        int active = function.active();
        Name variable = node.variable();
        HIDDEN.forEach(name -> declare(name, new Span(variable.start(), variable.end()), variable.end()));
        declare(variable);
        bound(node.initial());
        bound(node.limit());
        if (node.step().isPresent()) {
            bound(node.step().get());
        } else {
            atMost(() -> {
                function.constant(1.0);
                function.reserve(1);
            });
        }
        loop(active, 1, node.block());
    }

    private void bound(Expression expression) {
        Operand bound = evaluate(expression);
        behind = expression.end();
        atMost(() -> placer.toNextRegister(bound));
    }

    @Override
    protected void visit(Statement.GenericFor node) {
        if (node.variables().isEmpty()) {
            walk(node.block()); // the part before it could not be parsed
            return;
        }
        int active = function.active();
        Name first = node.variables().get(0);
        HIDDEN.forEach(name -> declare(name, new Span(first.start(), first.end()), first.end()));
        node.variables().forEach(this::declare);
        Operand last = list(node.values());
        behind = node.values().get(node.values().size() - 1).end();
        adjust(HIDDEN.size(), node.values().size(), last);
        atMost(() -> function.checkStack(3));
        loop(active, node.variables().size(), node.block());
    }

    private void loop(int active, int variables, Block block) {
        function.activate(HIDDEN.size());
        function.activate(variables);
        behind = block.start();
        atMost(() -> function.reserve(variables));
        walk(block);
        function.endScope(active);
    }

    @Override
    protected void visit(FunctionBody body) {
        body(body, false);
    }

    private void body(FunctionBody body, boolean method) {
        FunctionLimits outer = function;
        OperandPlacer outerPlacer = placer;
        function = new FunctionLimits(outer);
        placer = new OperandPlacer(function);
        Span start = new Span(body.start(), body.start());
        if (method) {
            declare("self", start, body.start());
            function.activate();
        }
        body.parameters().forEach(this::declare);
        if (body.vararg()) {
            int end = body.parameters().isEmpty()
                    ? body.start()
                    : body.parameters().get(body.parameters().size() - 1).end();
            declare("arg", start, end);
        }
        function.activate();
        behind = body.block().start();
        int parameters = function.active();
        atMost(() -> function.reserve(parameters));
        walk(body.block());
        function = outer;
        placer = outerPlacer;
        result = new Operand(Operand.Kind.RELOCATABLE);
    }
}
