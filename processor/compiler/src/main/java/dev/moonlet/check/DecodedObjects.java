package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.lua.ast.ConditionWalker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.scope.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The locals that hold what {@code cjson.decode} makes of JSON, and of which the script takes fields by name. */
final class DecodedObjects extends ConditionWalker {

    private static final Set<String> MARKS = Set.of("err", "ok");

    private final AnalyzedScript script;
    private final Set<Variable> found = new HashSet<>();

    /** Those of which the script asks what they are, or uses elements. */
    private final Set<Variable> asked = new HashSet<>();

    private DecodedObjects(AnalyzedScript script) {
        this.script = script;
    }

    static Set<Variable> of(AnalyzedScript script) {
        DecodedObjects objects = new DecodedObjects(script);
        objects.walk(script.chunk().block());
        objects.found.removeAll(objects.asked);
        return objects.found;
    }

    private Optional<Variable> local(Expression expression) {
        return expression instanceof Expression.Variable name
                ? script.bindings().variable(name)
                : Optional.empty();
    }

    private void ask(Expression value) {
        if (value instanceof Expression.Parenthesized inner) {
            ask(inner.inner());
        } else if (value instanceof Expression.Member field) {
            local(field.object()).ifPresent(asked::add);
        } else {
            local(value).ifPresent(asked::add);
        }
    }

    @Override
    protected void visit(Expression.Member node) {
        super.visit(node);
        if (isDecoded(script.definitions().resolved(node.object()))) {
            local(node.object())
                    .filter(local -> script.bindings().writes(local) == 0)
                    .ifPresent(found::add);
        }
        if (MARKS.contains(node.name().text())) {
            ask(node);
        }
    }

    private boolean isDecoded(Expression value) {
        return value instanceof Expression.Call call
                && LibraryCall.of(script, call)
                        .filter(library -> library.function().path().equals("cjson.decode"))
                        .isPresent();
    }

    /** What has elements may be a list. */
    @Override
    protected void visit(Expression.Index node) {
        super.visit(node);
        ask(node.object());
    }

    /** {@code type(v)}, and functions of the script that may ask the same. */
    @Override
    protected void visit(Expression.Call node) {
        super.visit(node);
        boolean encodes = LibraryCall.of(script, node)
                .filter(library -> library.function().path().equals("cjson.encode"))
                .isPresent();
        if (!encodes && script.commands().at(node).isEmpty()) {
            node.arguments().stream()
                    .filter(Expression.Variable.class::isInstance)
                    .forEach(this::ask);
        }
    }

    @Override
    protected void visit(Expression.Unary node) {
        super.visit(node);
        ask(node.operand());
    }

    @Override
    protected void visit(Expression.Binary node) {
        super.visit(node);
        switch (node.operator()) {
            case AND, OR -> {
                ask(node.left());
                ask(node.right());
            }
            case EQUAL, NOT_EQUAL -> {
                if (node.right() instanceof Expression.Nil) {
                    ask(node.left());
                }
            }
            default -> {}
        }
    }

    @Override
    protected void condition(Expression condition) {
        ask(condition);
    }
}
