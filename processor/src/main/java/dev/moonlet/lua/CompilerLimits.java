package dev.moonlet.lua;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Block;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Name;
import dev.moonlet.lua.ast.Statement;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a script is beyond what Lua 5.1's compiler can do: 200 locals and 60 upvalues a function, 250 registers,
 * 2<sup>18</sup> constants. It goes through a tree as {@code lparser.c} goes through the tokens, for only so is it known
 * how many registers an expression takes.
 */
final class CompilerLimits extends Walker {

    /** Lua's LFIELDS_PER_FLUSH. */
    private static final int FIELDS_PER_FLUSH = 50;

    /** Lua's hidden locals of a loop. */
    private static final List<String> HIDDEN = List.of("(for generator)", "(for state)", "(for control)");

    /** Leaves at the first limit that is passed: Lua finds no second one. */
    private static final class Passed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Violation violation;

        Passed(Violation violation) {
            super(null, null, false, false);
            this.violation = violation;
        }
    }

    /**
     * A limit that is passed.
     *
     * @param diagnostic what to say
     * @param offset where
     * @param line the line that Lua has come to
     */
    record Violation(Diagnostic diagnostic, int offset, int line) {}

    private final SourceFile file;
    private FunctionLimits function = new FunctionLimits(null);
    private OperandPlacer placer = new OperandPlacer(function);
    private Operand result = new Operand(Operand.Kind.VOID);

    /** The offset behind which the parser stands. */
    private int behind;

    private CompilerLimits(SourceFile file) {
        this.file = file;
    }

    /** The first limit that a file passes; its tree may be what was left of one that could not be parsed. */
    static Optional<Violation> find(SourceFile file, Block block) {
        try {
            new CompilerLimits(file).walk(block);
            return Optional.empty();
        } catch (Passed e) {
            return Optional.of(e.violation);
        }
    }

    private Operand evaluate(Expression expression) {
        walk(expression);
        return result;
    }

    private void atMost(Runnable placement) {
        try {
            placement.run();
        } catch (FunctionLimits.Exhausted e) {
            Span span = new Span(behind, behind);
            Diagnostic diagnostic = e.isOfConstants()
                    ? SyntaxErrors.tooMany(file, span, "constants in one function", 1 << 18, "split the function")
                    : SyntaxErrors.tooComplex(file, span);
            throw passed(diagnostic, e.isOfConstants() ? 0 : lineBehind(behind));
        }
    }

    private Passed passed(Diagnostic diagnostic, int line) {
        return new Passed(new Violation(diagnostic, behind, line));
    }

    /** The line of the token behind an offset. */
    private int lineBehind(int offset) {
        Lexer lexer = Lexer.from(file, offset);
        lexer.advance();
        return lexer.line();
    }

    private void declare(String name, Span span, int after) {
        if (!function.declare(name)) {
            behind = after;
            throw passed(
                    SyntaxErrors.tooMany(
                            file,
                            span,
                            "locals in one function",
                            FunctionLimits.MAX_LOCALS,
                            "put some into a table, or into do … end"),
                    lineBehind(after));
        }
    }

    private void declare(Name name) {
        declare(name.text(), new Span(name.start(), name.end()), name.end());
    }

    /** Evaluates expressions of which all but the last are put into registers; returns the last. */
    private Operand list(List<Expression> expressions) {
        Operand last = new Operand(Operand.Kind.VOID);
        for (int i = 0; i < expressions.size(); i++) {
            if (i > 0) {
                Operand previous = last;
                behind = expressions.get(i).start();
                atMost(() -> placer.toNextRegister(previous));
            }
            last = evaluate(expressions.get(i));
        }
        return last;
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
            walk(node.block()); // what stands before it could not be parsed
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

    @Override
    protected void visit(Expression.Nil node) {
        result = new Operand(Operand.Kind.NIL);
    }

    @Override
    protected void visit(Expression.Bool node) {
        result = new Operand(node.value() ? Operand.Kind.TRUE : Operand.Kind.FALSE);
    }

    @Override
    protected void visit(Expression.Numeral node) {
        result = Operand.number(node.value());
    }

    @Override
    protected void visit(Expression.Str node) {
        behind = node.end();
        result = constant(node.value());
    }

    private Operand constant(String value) {
        Operand constant = new Operand(Operand.Kind.CONSTANT);
        atMost(() -> constant.info = function.constant(value));
        return constant;
    }

    @Override
    protected void visit(Expression.Vararg node) {
        result = new Operand(Operand.Kind.VARARG);
    }

    @Override
    protected void visit(Expression.Variable node) {
        behind = node.end();
        atMost(() -> result = function.variable(node.name()));
        if (result.kind == Operand.Kind.UPVALUE && !function.addUpvalue(node.name())) {
            throw passed(
                    SyntaxErrors.tooMany(
                            file,
                            new Span(node.start(), node.end()),
                            "locals of outer functions in one function",
                            FunctionLimits.MAX_UPVALUES,
                            "pass some as arguments, or put them into a table"),
                    lineBehind(node.end()));
        }
    }

    @Override
    protected void visit(Expression.Member node) {
        Operand object = result;
        behind = node.name().start();
        atMost(() -> placer.toAnyRegister(object));
        Operand key = constant(node.name().text());
        atMost(() -> placer.index(object, key));
        result = object;
    }

    @Override
    protected void visit(Expression.Index node) {
        Operand object = result;
        behind = node.key().start();
        atMost(() -> placer.toAnyRegister(object));
        Operand key = evaluate(node.key());
        behind = node.key().end();
        atMost(() -> {
            placer.toValue(key);
            placer.index(object, key);
        });
        result = object;
    }

    @Override
    protected void visit(Expression.Call node) {
        Operand callee = result;
        behind = node.callee().end();
        atMost(() -> placer.toNextRegister(callee));
        call(callee, node.arguments(), node.end());
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        Operand object = result;
        behind = node.method().end();
        Operand key = constant(node.method().text());
        atMost(() -> placer.self(object, key));
        call(object, node.arguments(), node.end());
    }

    private void call(Operand callee, List<Expression> arguments, int end) {
        int base = callee.info;
        Operand last = list(arguments);
        behind = end;
        atMost(() -> {
            if (last.isMultiple()) {
                placer.toAllResults(last);
            } else if (last.kind != Operand.Kind.VOID) {
                placer.toNextRegister(last);
            }
        });
        function.setFree(base + 1);
        result = new Operand(Operand.Kind.CALL, base);
    }

    @Override
    protected void visit(Expression.Unary node) {
        Operand operand = evaluate(node.operand());
        behind = node.end();
        atMost(() -> {
            if (node.operator() == UnaryOperator.NOT) {
                placer.not(operand);
            } else if (node.operator() == UnaryOperator.NEGATE) {
                placer.negate(operand);
            } else {
                placer.length(operand);
            }
        });
        result = operand;
    }

    @Override
    protected void visit(Expression.Binary node) {
        BinaryOperator operator = node.operator();
        Operand left = result;
        behind = node.right().start();
        atMost(() -> placer.before(operator, left));
        Operand right = evaluate(node.right());
        behind = node.end();
        atMost(() -> placer.after(operator, left, right));
        result = left;
    }

    @Override
    protected void visit(Expression.Parenthesized node) {
        Operand inner = evaluate(node.inner());
        behind = node.end();
        atMost(() -> placer.discharge(inner));
        result = inner;
    }

    @Override
    protected void visit(Expression.Table node) {
        Operand table = new Operand(Operand.Kind.RELOCATABLE);
        behind = node.start();
        atMost(() -> placer.toNextRegister(table));
        int base = table.info;
        int pending = 0;
        Operand item = new Operand(Operand.Kind.VOID);
        for (TableField field : node.fields()) {
            behind = field.start();
            if (item.kind != Operand.Kind.VOID) {
                Operand previous = item;
                atMost(() -> placer.toNextRegister(previous));
                item = new Operand(Operand.Kind.VOID);
                if (pending == FIELDS_PER_FLUSH) {
                    function.setFree(base + 1);
                    pending = 0;
                }
            }
            if (field instanceof TableField.Positional positional) {
                item = evaluate(positional.value());
                pending++;
            } else {
                keyed(field);
            }
        }
        Operand last = item;
        behind = node.end();
        atMost(() -> {
            if (last.isMultiple()) {
                placer.toAllResults(last);
            } else if (last.kind != Operand.Kind.VOID) {
                placer.toNextRegister(last);
            }
        });
        function.setFree(base + 1);
        result = new Operand(Operand.Kind.REGISTER, base);
    }

    private void keyed(TableField field) {
        int free = function.free();
        Operand key;
        if (field instanceof TableField.Named named) {
            behind = named.name().end();
            key = constant(named.name().text());
        } else {
            TableField.Keyed keyed = (TableField.Keyed) field;
            key = evaluate(keyed.key());
            atMost(() -> placer.toValue(key));
        }
        behind = field.value().start();
        atMost(() -> placer.toOperand(key));
        Operand value = evaluate(field.value());
        behind = field.end();
        atMost(() -> placer.toOperand(value));
        function.setFree(free);
    }
}
