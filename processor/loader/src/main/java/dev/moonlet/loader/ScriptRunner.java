package dev.moonlet.loader;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.diagnostic.SpellChecker;
import dev.moonlet.script.Declaration;
import dev.moonlet.script.KeyExpression;
import dev.moonlet.script.LuaType;
import dev.moonlet.script.Names;
import dev.moonlet.script.Script;
import dev.moonlet.script.ScriptSignature;
import dev.moonlet.source.Printable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one script with keys and arguments by name, and converts them and the result by their declared types.
 *
 * <p>Names are those of the declarations, in any case and with or without underscores: {@code refillPerSecond} is
 * {@code refill_per_second}. Values are:
 *
 * <ul>
 *   <li>{@code string} and keys: any {@code CharSequence}, {@code byte[]}, {@code ByteBuffer}, enum, UUID or number
 *   <li>{@code integer}, {@code number}: any number that fits, or its digits
 *   <li>{@code boolean}: a {@code Boolean}, {@code "true"} or {@code "false"}
 *   <li>{@code milliseconds}, {@code seconds}: a {@code Duration}, an {@code Instant}, an integer or its digits
 *   <li>{@code T[]}, {@code T...}: a collection or an array
 *   <li>{@code { a: T }}, {@code table<string, T>}: a {@code Map}; {@code [T, U]}: a collection or an array
 *   <li>{@code json}, {@code msgpack}: maps, collections, strings, numbers, booleans and {@code null}
 *   <li>without a type: a string, a number or a boolean
 *   <li>{@code T?} and what has a default: also {@code null}, an empty {@code Optional}, or nothing at all
 * </ul>
 *
 * <p>Results are a {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@code Duration}; a {@code List} for
 * {@code T[]} and {@code [T, U]}; a {@code Map} for {@code { a: T }}, {@code table<string, T>} and {@code pairs<K, T>}; one of these
 * for {@code A | B}; what it holds for {@code json} and {@code msgpack}; {@code null} for nil; and without a declared result what
 * {@link dev.moonlet.codegen.Reply#any} has. A value that the script declares with {@code @error} is a {@code ReturnedErrorException}.
 *
 * <pre>{@code
 * ScriptRunner push = new ScriptRunner(script, ScriptExecutor.of(connection));
 * Object length = push.run(Map.of("queue", "mail", "job", "welcome"));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @see <a href="https://redis.io/docs/latest/develop/programmability/lua-api/#data-type-conversion">Lua API: data type
 *     conversion</a>
 */
@SuppressWarnings("NullAway") // it doesn't see in a class file that a type variable may be nullable
public final class ScriptRunner {

    private final Script script;
    private final ScriptExecutor executor;
    private final CompiledScript compiled;
    private final ReplyDecoder<@Nullable Object> decoder;

    /**
     * A runner of a script, wherever an executor runs it.
     *
     * @throws IllegalArgumentException if the script declares {@code @shard}, because a runner runs it once
     */
    public ScriptRunner(Script script, ScriptExecutor executor) {
        if (script.signature().shard().isPresent()) {
            throw new IllegalArgumentException(
                    Printable.line(
                            "script " + script.name()
                                    + " runs on every shard, as @shard says: call it by an interface, whose method returns ShardResults"));
        }
        this.script = script;
        this.executor = executor;
        this.compiled = compiled(script);
        this.decoder = ResultValues.decoder(
                script.signature().result().map(ScriptSignature.Result::type).orElse(LuaType.Scalar.ANY),
                script.signature().errors());
    }

    /** A script as the runtime has it. */
    static CompiledScript compiled(Script script) {
        String name = Printable.line(script.name());
        String sourceMap = script.sourceMap().encoded();
        CompiledScript plain = script.readOnly()
                ? CompiledScript.readOnly(name, script.digest(), sourceMap, script.text())
                : CompiledScript.of(name, script.digest(), sourceMap, script.text());
        CompiledScript raising = plain.raising(
                script.raisedErrors().stream().map(ErrorPrefix::valueOf).toArray(ErrorPrefix[]::new));
        CompiledScript single = script.single() ? raising.single() : raising;
        return script.signature()
                .kept()
                .map(kept -> single.once(kept.request(), kept.prefix(), kept.seconds()))
                .orElse(single);
    }

    /**
     * Runs the script and waits for its result. If the script fails, that is a {@code ScriptErrorException}.
     *
     * @param arguments its keys and arguments by name
     * @throws IllegalArgumentException if a name is unknown or missing, or a value is not of its declared type
     */
    public @Nullable Object run(Map<String, ?> arguments) {
        return executor.execute(call(arguments).returning(decoder));
    }

    /**
     * Runs the script; the stage completes with its result, or with what {@link #run} throws when the script fails.
     *
     * @param arguments its keys and arguments by name
     * @throws IllegalArgumentException if a name is unknown or missing, or a value is not of its declared type
     */
    public CompletionStage<@Nullable Object> runAsync(Map<String, ?> arguments) {
        return executor.executeAsync(call(arguments).returning(decoder));
    }

    /**
     * Runs the script with what it finds in {@code KEYS} and {@code ARGV}, and waits for its result: for scripts that don't
     * declare what they take.
     *
     * @param keys its keys, in order
     * @param arguments its arguments, in order: strings, bytes, numbers or booleans
     * @throws IllegalStateException if the script declares keys or arguments
     */
    public @Nullable Object run(List<?> keys, List<?> arguments) {
        return executor.execute(call(keys, arguments).returning(decoder));
    }

    /**
     * Runs the script with what it finds in {@code KEYS} and {@code ARGV}, as {@link #run(List, List)} does, without
     * waiting.
     *
     * @param keys its keys, in order
     * @param arguments its arguments, in order: strings, bytes, numbers or booleans
     * @throws IllegalStateException if the script declares keys or arguments
     */
    public CompletionStage<@Nullable Object> runAsync(List<?> keys, List<?> arguments) {
        return executor.executeAsync(call(keys, arguments).returning(decoder));
    }

    private ScriptCall call(List<?> keys, List<?> arguments) {
        if (!script.signature().declarations().isEmpty()) {
            throw new IllegalStateException(
                    Printable.line("script " + script.name() + " declares what it takes: name it"));
        }
        ScriptCall call = compiled.call();
        ArgumentValues.addAll(call, script.name(), Declaration.Kind.KEY, keys);
        ArgumentValues.addAll(call, script.name(), Declaration.Kind.ARGUMENT, arguments);
        return call;
    }

    private ScriptCall call(Map<String, ?> arguments) {
        Map<String, Object> byName = new HashMap<>();
        Set<String> given = new HashSet<>();
        arguments.forEach((name, value) -> {
            if (!given.add(Names.normalized(name))) {
                throw new IllegalArgumentException(
                        Printable.line("two of the arguments of script " + script.name() + " mean \"" + name + "\""));
            }
            Object present = ArgumentValues.unwrapped(value);
            if (present != null) {
                byName.put(Names.normalized(name), present);
            }
        });
        checkNames(arguments, byName, given);
        List<Declaration> declarations = script.signature().declarations();
        ScriptCall call = compiled.call();
        for (Declaration declaration : declarations) {
            add(call, declaration, byName);
        }
        return call;
    }

    private ScriptCall add(ScriptCall call, Declaration declaration, Map<String, Object> byName) {
        String name = declaration.name();
        if (declaration.expression().isPresent()) {
            List<KeyExpression.Part> parts = declaration.expression().get().parts();
            return call.computedKey(name, key -> parts.forEach(part -> addPart(key, name, part, byName)));
        }
        ArgumentValues.add(call, script.name(), declaration, byName.get(Names.normalized(name)));
        return call;
    }

    private void addPart(ScriptCall key, String name, KeyExpression.Part part, Map<String, Object> byName) {
        if (part instanceof KeyExpression.Literal literal) {
            key.string(name, literal.text());
        } else if (part instanceof KeyExpression.Name named) {
            script.signature().declarations().stream()
                    .filter(declaration -> declaration.name().equals(named.name()))
                    .findFirst()
                    .ifPresent(declaration -> add(key, declaration, byName));
        }
    }

    private void checkNames(Map<String, ?> arguments, Map<String, Object> byName, Set<String> named) {
        List<Declaration> declarations = script.signature().declarations();
        List<String> names = declarations.stream().map(Declaration::name).toList();
        for (String given : arguments.keySet()) {
            String normalized = Names.normalized(given);
            if (names.stream().map(Names::normalized).noneMatch(normalized::equals)) {
                String hint = SpellChecker.didYouMean(given, names)
                        .map("; "::concat)
                        .orElse(names.isEmpty() ? "; it declares none" : "; it declares " + String.join(", ", names));
                throw new IllegalArgumentException(
                        Printable.line("script " + script.name() + " has no key or argument \"" + given + "\"" + hint));
            }
            if (declarations.stream()
                    .anyMatch(declaration -> declaration.isComputed()
                            && Names.normalized(declaration.name()).equals(normalized))) {
                throw new IllegalArgumentException(Printable.line(
                        "key \"" + given + "\" of script " + script.name() + " is computed: leave it out"));
            }
        }
        String missing = declarations.stream()
                .filter(declaration -> !declaration.isOptional() && !declaration.isComputed())
                .filter(declaration -> !(declaration.type() == LuaType.Scalar.JSON ? named : byName.keySet())
                        .contains(Names.normalized(declaration.name())))
                .map(declaration -> declaration.kind() + " \"" + declaration.name() + "\"")
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(Printable.line("script " + script.name() + " needs " + missing));
        }
    }
}
