package dev.moonlet.script.file;

import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Chunk;
import dev.moonlet.lua.StringLiterals;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Bindings;
import dev.moonlet.lua.scope.ScopeResolver;
import dev.moonlet.script.LinkedGlobals;
import dev.moonlet.source.SourceFile;
import dev.moonlet.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code require} and {@code CALL} in a file, where the file does not declare them as locals. What they name has to be
 * written out: it is linked before the script runs.
 */
final class ReferenceReader extends Walker {

    private final SourceFile file;
    private final Bindings bindings;
    private final List<Reference> references = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private @Nullable Expression call;
    private int callStart;
    private Expression.@Nullable Variable require;
    private int functions;

    private ReferenceReader(SourceFile file, Bindings bindings) {
        this.file = file;
        this.bindings = bindings;
    }

    /** The references of a file, in order. */
    static List<Reference> read(Chunk chunk) {
        String text = chunk.file().text();
        if (!text.contains(LinkedGlobals.REQUIRE) && !text.contains(LinkedGlobals.CALL)) {
            return List.of();
        }
        ReferenceReader reader = new ReferenceReader(chunk.file(), ScopeResolver.resolve(chunk.block()));
        reader.walk(chunk.block());
        reader.endCall();
        reader.endRequire();
        return List.copyOf(reader.references);
    }

    @Override
    protected void visit(Expression.Variable node) {
        if (bindings.isGlobal(node, LinkedGlobals.CALL)) {
            endCall();
            call = node;
            callStart = node.start();
        } else if (bindings.isGlobal(node, LinkedGlobals.REQUIRE)) {
            endRequire();
            require = node;
        }
    }

    @Override
    protected void visit(Expression.Member node) {
        if (node.object() == call) {
            path.add(node.name().text());
            call = node;
        }
    }

    @Override
    protected void visit(Expression.Index node) {
        if (node.object() != call) {
            super.visit(node);
        } else if (node.key() instanceof Expression.Str name) {
            path.add(StringLiterals.text(name.value()));
            call = node;
        } else {
            computedCall(new Span(callStart, node.end()));
            super.visit(node);
        }
    }

    @Override
    protected void visit(Expression.MethodCall node) {
        if (node.object() == call) {
            computedCall(new Span(callStart, node.end()));
        }
        super.visit(node);
    }

    @Override
    protected void visit(Expression.Call node) {
        if (node.callee() == require && require != null) {
            if (node.arguments().size() == 1 && node.arguments().get(0) instanceof Expression.Str name) {
                references.add(new Reference.Require(
                        new Span(name.start(), name.end()), StringLiterals.text(name.value()), functions > 0));
                require = null;
            }
            endRequire();
        }
        if (bindings.isGlobal(node.callee(), "pcall") && isRequired(node.arguments())) {
            Expression.Str name = (Expression.Str) node.arguments().get(1);
            references.add(new Reference.Require(
                    new Span(name.start(), name.end()), StringLiterals.text(name.value()), functions > 0));
            return;
        }
        super.visit(node);
    }

    /** Whether the arguments of {@code pcall} are {@code require} and the name of a module. */
    private boolean isRequired(List<Expression> arguments) {
        return arguments.size() == 2
                && bindings.isGlobal(arguments.get(0), LinkedGlobals.REQUIRE)
                && arguments.get(1) instanceof Expression.Str;
    }

    @Override
    protected void visit(FunctionBody body) {
        functions++;
        super.visit(body);
        functions--;
    }

    private void endCall() {
        if (call != null && path.isEmpty()) {
            computedCall(new Span(callStart, callStart + LinkedGlobals.CALL.length()));
        } else if (call != null) {
            references.add(new Reference.Call(new Span(callStart, call.end()), path));
        }
        call = null;
        path.clear();
    }

    private void computedCall(Span span) {
        Diagnostic error = Diagnostic.error("computed-call", "the script that is called is not written out", file, span)
                .hint("write CALL.folder.script(keys, argv): the script is linked before it is known what happens");
        references.add(new Reference.Unclear(span, LinkedGlobals.CALL, error));
        call = null;
        path.clear();
    }

    private void endRequire() {
        if (require != null) {
            Span span = new Span(require.start(), require.end());
            Diagnostic error = Diagnostic.error(
                            "computed-require", "the module that is required is not written out", file, span)
                    .hint("write require(\"name\"): the module is linked before it is known what happens");
            references.add(new Reference.Unclear(span, LinkedGlobals.REQUIRE, error));
        }
        require = null;
    }
}
