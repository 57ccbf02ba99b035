package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.FunctionBody;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.redis.ServerApi;
import dev.moonlet.source.Span;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reading a global that no server has, or that newer servers lack: scripts fail where they read it. */
final class UndefinedGlobalCheck implements Check {

    private static final String CODE = "undefined-global";
    private static final Set<String> ENTRIES = Set.of("KEYS", "ARGV");

    /** What newer servers lack is an error if they have lacked it since this version, and a warning else. */
    private static final String LONG_GONE = "7.0";

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        whileLoading(script, findings);
        CaughtCode caught = CaughtCode.of(script);
        for (Expression.Variable global : script.bindings().globalReads()) {
            boolean written = script.bindings().globalWrites().stream()
                    .anyMatch(write -> write.name().equals(global.name()));
            if (script.library().isPresent() && ENTRIES.contains(global.name())) {
                findings.accept(script.error(CODE, "a function library has no \"" + global.name() + "\"", global)
                        .hint("a function takes its keys and its arguments as parameters: function(keys, args)"));
            } else if (!written) {
                finding(script, global)
                        .map(found -> caught.lowered(found, global))
                        .ifPresent(findings);
            }
        }
    }

    private static Optional<Diagnostic> finding(AnalyzedScript script, Expression.Variable global) {
        if (!Sandbox.get().hasGlobal(global.name())) {
            Diagnostic error = script.error(CODE, "there is no variable \"" + global.name() + "\"", global);
            boolean declaredElsewhere = script.bindings().variables().stream()
                    .anyMatch(variable -> variable.name().equals(global.name()));
            if (declaredElsewhere) {
                return Optional.of(error.hint("the local of this name can't be seen here"));
            }
            Optional<String> meant = meant(script, global);
            return Optional.of(
                    error.hint(meant.map(SpellChecker::question)).meant(new Span(global.start(), global.end()), meant));
        }
        return Sandbox.get().missingSince(global.name()).map(version -> missing(script, global, version));
    }

    private static Diagnostic missing(AnalyzedScript script, Expression.Variable global, String version) {
        String subject = "\"" + global.name() + "\" is missing in ";
        if (!version.equals(LONG_GONE)) {
            return script.warning(CODE, subject + "builds of Redis " + version + " and later, and of Valkey", global)
                    .hint("only older builds have it");
        }
        return script.error(CODE, subject + "Redis " + version + " and later, and in Valkey", global)
                .hint(
                        global.name().equals("print")
                                ? "to write to the server's log: redis.log(redis.LOG_NOTICE, text)"
                                : "only older servers have it");
    }

    private static Optional<String> meant(AnalyzedScript script, Expression.Variable global) {
        Set<String> names = new TreeSet<>(Sandbox.get().globals());
        script.library().ifPresent(library -> names.removeAll(ENTRIES));
        script.bindings().variables().stream().map(Variable::name).forEach(names::add);
        return SpellChecker.nearest(global.name(), names);
    }

    /** The globals that a library uses while a server loads it, which gives it the table of Redis alone. */
    private static void whileLoading(AnalyzedScript script, Consumer<Diagnostic> findings) {
        if (script.library().isEmpty()) {
            return;
        }
        new Walker() {
            @Override
            protected void visit(FunctionBody body) {
                // it runs later
            }

            @Override
            protected void visit(Expression.Variable node) {
                if (script.bindings().isGlobal(node, node.name())
                        && !ServerApi.isTable(node, script.bindings())
                        && Sandbox.get().hasGlobal(node.name())
                        && script.places().isCopied(node.start())) {
                    findings.accept(script.error(
                                    CODE,
                                    "there is no variable \"" + node.name() + "\" while a library is loaded",
                                    node)
                            .hint("use it in a function, which is called later"));
                }
            }
        }.walk(script.chunk().block());
    }
}
