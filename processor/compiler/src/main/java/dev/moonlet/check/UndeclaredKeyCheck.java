package dev.moonlet.check;

import dev.moonlet.analysis.AnalyzedScript;
import dev.moonlet.analysis.CommandCall;
import dev.moonlet.analysis.KeyOrigin;
import dev.moonlet.analysis.KeyOrigins;
import dev.moonlet.diagnostic.Diagnostic;
import dev.moonlet.lua.Identifiers;
import dev.moonlet.lua.StringLiterals;
import dev.moonlet.lua.ast.BinaryOperator;
import dev.moonlet.lua.ast.Expression;
import dev.moonlet.lua.ast.TableField;
import dev.moonlet.lua.ast.Walker;
import dev.moonlet.lua.scope.Variable;
import dev.moonlet.redis.CommandTable;
import dev.moonlet.redis.Sandbox;
import dev.moonlet.script.CheckOptions.Keys;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.ScriptAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command is given a key that is not declared: a literal, an argument, or what is built from those. On a cluster, a script runs where
 * its declared keys are, and others may be on another server.
 *
 * <p>If the project says nothing, that holds for scripts with directives. Others were not written for Moonlet, and are left alone.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/eval-intro/#script-parameterization">Script parameters</a>
 */
final class UndeclaredKeyCheck implements Check {

    private static final String CODE = "undeclared-key";
    private static final String DECLARE = "declare it with ---@key";
    private static final Set<LuaType> JOINABLE = Set.of(
            LuaType.Scalar.STRING,
            LuaType.Scalar.ANY,
            LuaType.Scalar.INTEGER,
            LuaType.Scalar.INT64,
            LuaType.Scalar.MILLISECONDS,
            LuaType.Scalar.SECONDS);

    /** Commands whose words are all keys. */
    private static final Set<String> OF_KEYS =
            Set.of("DEL", "EXISTS", "MGET", "PFCOUNT", "SDIFF", "SINTER", "SUNION", "TOUCH", "UNLINK");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    @Override
    public void run(AnalyzedScript script, Consumer<Diagnostic> findings) {
        boolean declares = !script.signature().declarations().isEmpty()
                || script.signature().result().isPresent();
        Optional<Keys> chosen = script.checks().keys();
        Keys loosest = chosen.orElse(declares ? Keys.DERIVED : Keys.ANY);
        if (loosest == Keys.ANY) {
            return;
        }
        KeyOrigins origins = KeyOrigins.of(script);
        keys(script).forEach(key -> finding(script, key, origins.of(key), loosest, chosen.isPresent())
                .ifPresent(findings));
    }

    /** What is given to commands and to called scripts as a key. */
    private static List<Expression> keys(AnalyzedScript script) {
        List<Expression> keys = new ArrayList<>();
        for (CommandCall call : script.commands().all()) {
            CommandTable.get()
                    .keys(call.literals(), call.open())
                    .keySet()
                    .forEach(place -> keys.add(call.words().get(place).expression()));
            keys.addAll(unpacked(script, call));
        }
        new Walker() {
            @Override
            protected void visit(Expression.Call node) {
                super.visit(node);
                if (script.called(node.callee()).isPresent()
                        && !node.arguments().isEmpty()
                        && node.arguments().get(0) instanceof Expression.Table table) {
                    table.fields().stream()
                            .filter(TableField.Positional.class::isInstance)
                            .forEach(field -> keys.add(field.value()));
                }
            }
        }.walk(script.chunk().block());
        return keys;
    }

    /** The list that {@code unpack} gives to a command whose words are all keys, or what the script puts into it. */
    private static List<Expression> unpacked(AnalyzedScript script, CommandCall call) {
        if (!call.open()
                || !OF_KEYS.contains(call.command())
                || !(call.node() instanceof Expression.Call node)
                || node.arguments().isEmpty()
                || !(node.arguments().get(node.arguments().size() - 1) instanceof Expression.Call last)
                || !script.bindings().isGlobal(last.callee(), "unpack")
                || last.arguments().size() != 1) {
            return List.of();
        }
        Expression list = last.arguments().get(0);
        boolean argument = list instanceof Expression.Variable name
                && script.declaration(name)
                        .filter(declaration -> declaration.kind() == Declaration.Kind.ARGUMENT)
                        .isPresent();
        return argument
                ? List.of(list)
                : call.following().stream().map(CommandCall.Word::expression).toList();
    }

    private static Optional<Diagnostic> finding(
            AnalyzedScript script, Expression key, KeyOrigin origin, Keys loosest, boolean chosen) {
        boolean built = !isWhole(script, key);
        if (origin.kind() == ScriptAccess.Kind.DERIVED && loosest == Keys.DECLARED) {
            return Optional.of(cured(script, key, script.warning(CODE, "this key is built by the script", key)));
        }
        if (origin.kind() != ScriptAccess.Kind.UNDECLARED) {
            return Optional.empty();
        }
        return switch (origin.source()) {
            case LITERAL ->
                Optional.of(
                        origin.name().indexOf('*') >= 0
                                ? pattern(script, key, origin.name())
                                : script.warning(CODE, "the key \"" + origin.name() + "\" is not declared", key)
                                        .hint(DECLARE));
            case ARGUMENT ->
                Optional.of(
                        built
                                ? cured(
                                        script,
                                        key,
                                        script.warning(
                                                CODE,
                                                "this key is built from an argument, and not from a declared key",
                                                key))
                                : script.warning(CODE, "this key is an argument, and not declared as a key", key)
                                        .hint(DECLARE));
            // what is only known when the script runs can't be declared, so that is said only to those who ask for it
            case REPLY ->
                chosen
                        ? Optional.of(
                                script.warning(CODE, "this key is what a command replied, and is not declared", key))
                        : Optional.empty();
            case KEY, UNKNOWN -> Optional.empty();
        };
    }

    private static Diagnostic pattern(AnalyzedScript script, Expression key, String pattern) {
        return script.warning(CODE, "the keys of the pattern \"" + pattern + "\" are not declared", key)
                .hint("a cluster refuses such patterns: keep what is needed beside the elements");
    }

    /** Whether an expression is a value as it came, and is not joined from parts. */
    private static boolean isWhole(AnalyzedScript script, Expression key) {
        Expression resolved = script.definitions().resolved(key);
        return resolved instanceof Expression.Variable
                || resolved instanceof Expression.Index
                || resolved instanceof Expression.Str;
    }

    /** A finding, with the line that declares the key, if that can be written. */
    private static Diagnostic cured(AnalyzedScript script, Expression key, Diagnostic found) {
        Optional<String> directive = directive(script, key);
        if (directive.isEmpty()) {
            return found.hint(DECLARE);
        }
        Diagnostic hinted = found.hint("declare it: " + directive.get());
        return DeclaredKeyFix.of(script, key, directive.get()).map(hinted::fix).orElse(hinted);
    }

    /** The line that declares a key, where it is joined from strings and from what is declared. */
    private static Optional<String> directive(AnalyzedScript script, Expression key) {
        List<Expression> parts = new ArrayList<>();
        flatten(script.definitions().resolved(key), parts);
        List<String> written = new ArrayList<>();
        String name = key instanceof Expression.Variable variable ? variable.name() : "";
        for (Expression part : parts) {
            Expression value = script.definitions().resolved(part);
            if (part instanceof Expression.Variable variable && isJoinable(script, variable)) {
                written.add(variable.name());
            } else if (value instanceof Expression.Str text) {
                written.add(StringLiterals.quoted(StringLiterals.text(text.value())));
                Matcher word = WORD.matcher(text.value());
                name = name.isEmpty() && word.find() ? word.group() : name;
            } else {
                return Optional.empty();
            }
        }
        String base = name.isEmpty() ? "key" : name;
        String free = isTaken(script, base, key) ? base + "_key" : base;
        return written.size() < 2 || isTaken(script, free, key) || !isPrintable(written)
                ? Optional.empty()
                : Optional.of("---@key " + free + " = " + String.join(" .. ", written));
    }

    private static void flatten(Expression expression, List<Expression> parts) {
        Expression current = expression;
        while (current instanceof Expression.Parenthesized inner) {
            current = inner.inner();
        }
        while (current instanceof Expression.Binary binary && binary.operator() == BinaryOperator.CONCAT) {
            flatten(binary.left(), parts);
            current = binary.right();
        }
        parts.add(current);
    }

    private static boolean isJoinable(AnalyzedScript script, Expression.Variable variable) {
        return script.declaration(variable)
                .filter(declaration -> !declaration.isOptional() && JOINABLE.contains(declaration.type()))
                .isPresent();
    }

    /** Whether a declared key could not have a name: it is a word of Lua, a global, or a local other than the key itself. */
    private static boolean isTaken(AnalyzedScript script, String name, Expression key) {
        boolean own =
                key instanceof Expression.Variable variable && variable.name().equals(name);
        return !Identifiers.isName(name)
                || Sandbox.get().hasGlobal(name)
                || (!own
                        && script.bindings().variables().stream()
                                .map(Variable::name)
                                .anyMatch(name::equals));
    }

    private static boolean isPrintable(List<String> written) {
        return written.stream().allMatch(part -> part.chars().noneMatch(c -> c < ' '));
    }
}
