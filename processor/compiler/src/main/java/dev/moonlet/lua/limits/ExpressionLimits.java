package dev.moonlet.lua.limits;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.UnaryOperator;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.List;

/** The part of {@link CompilerLimits} that goes through expressions. */
abstract class ExpressionLimits extends Walker {

    /** Lua's LFIELDS_PER_FLUSH. */
    private static final int FIELDS_PER_FLUSH = 50;

    /** Leaves at the first limit that is passed: Lua finds no second one. */
    static final class Passed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient LimitViolation violation;

        Passed(LimitViolation violation) {
            super(null, null, false, false);
            this.violation = violation;
        }

        LimitViolation violation() {
            return violation;
        }
    }

    final SourceFile file;
    FunctionLimits function = new FunctionLimits(null);
    OperandPlacer placer = new OperandPlacer(function);
    Operand result = new Operand(Operand.Kind.VOID);

    /** The offset behind which the parser stands. */
    int behind;

    ExpressionLimits(SourceFile file) {
        this.file = file;
    }

    final Operand evaluate(Expression expression) {
        walk(expression);
        return result;
    }

    final void atMost(Runnable placement) {
        try {
            placement.run();
        } catch (FunctionLimits.Exhausted e) {
            Span span = new Span(behind, behind);
            Diagnostic diagnostic = e.isOfConstants()
                    ? LimitViolation.tooMany(file, span, "constants in one function", 1 << 18, "split the function")
                    : LimitViolation.tooComplex(file, span);
            throw passed(diagnostic, !e.isOfConstants());
        }
    }

    final Passed passed(Diagnostic diagnostic, boolean namesLine) {
        return new Passed(new LimitViolation(diagnostic, behind, namesLine));
    }

    /** Evaluates expressions of which all but the last are put into registers; returns the last. */
    final Operand list(List<Expression> expressions) {
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
                    LimitViolation.tooMany(
                            file,
                            new Span(node.start(), node.end()),
                            "locals of outer functions in one function",
                            FunctionLimits.MAX_UPVALUES,
                            "pass some as arguments, or put them into a table"),
                    true);
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
