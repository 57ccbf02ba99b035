package dev.moonlet.codegen;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.RequestRule;
import dev.moonlet.internal.protocol.ShardScript;
import dev.moonlet.internal.protocol.SourceMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A script as the compiler linked it, from which its calls are made. Immutable and safe for use by several threads.
 */
public final class CompiledScript {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final LinkedScript script;

    CompiledScript(LinkedScript script) {
        this.script = script;
    }

    /**
     * A script.
     *
     * @param name the script's name, for example {@code jobs/push}
     * @param digest the SHA-1 digest of the text in UTF-8, 40 lower-case hexadecimal digits
     * @param sourceMap the lines of the text: the files, one a line, an empty line, then one run of lines a line
     * @param text the linked text, in pieces if it is longer than a constant of a class file
     * @throws LinkageError if the calling class was generated from a script of this project that has changed since
     */
    public static CompiledScript of(String name, String digest, String sourceMap, String... text) {
        ScriptSources.requireUnchanged(STACK.getCallerClass());
        return of(false, name, digest, sourceMap, text);
    }

    /** A script that writes nothing, so that a replica may run it; otherwise as {@link #of}. */
    public static CompiledScript readOnly(String name, String digest, String sourceMap, String... text) {
        ScriptSources.requireUnchanged(STACK.getCallerClass());
        return of(true, name, digest, sourceMap, text);
    }

    private static CompiledScript of(boolean readOnly, String name, String digest, String sourceMap, String... text) {
        byte[] bytes = String.join("", text).getBytes(StandardCharsets.UTF_8);
        return new CompiledScript(
                new LinkedScript(name, digest, bytes, SourceMap.decode(sourceMap), readOnly, Set.of()));
    }

    /** This script, which may raise errors that begin with some words: its string literals have them. */
    public CompiledScript raising(ErrorPrefix... prefixes) {
        return new CompiledScript(script.raising(Set.of(prefixes)));
    }

    /** This script, of which several calls can't run in one command: one would change what another one sees. */
    public CompiledScript single() {
        return new CompiledScript(script.single());
    }

    /**
     * This script, of which a request runs once.
     *
     * @param request the name of the argument that is the request id
     * @param prefix what the keys begin with that outcomes are kept in
     * @param seconds how long they are kept
     */
    public CompiledScript once(String request, String prefix, long seconds) {
        return new CompiledScript(script.keeping(new RequestRule(request, prefix, Duration.ofSeconds(seconds))));
    }

    /**
     * The digests that a server may know this script by, its own first: that of the form that runs the calls of a batch, and those
     * of what servers before Redis 7 get in place of a script that begins with {@code #!lua}.
     */
    public List<String> digests() {
        return script.digests();
    }

    /** A call on the master of every shard, of which each shard has one with its hash tag. */
    public <T extends @Nullable Object> ShardInvocation<T> onShards(Function<String, ScriptInvocation<T>> calls) {
        return new ShardScript<>(script, false, calls);
    }

    /** A call on a replica of every shard, of which each shard has one with its hash tag. */
    public <T extends @Nullable Object> ShardInvocation<T> onReplicas(Function<String, ScriptInvocation<T>> calls) {
        return new ShardScript<>(script, true, calls);
    }

    /** Begins a call. */
    public ScriptCall call() {
        return new EncodedCall<>(script);
    }
}
