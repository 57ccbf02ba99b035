package dev.moonlet.test.internal.coverage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.moonlet.LuaFrame;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.coverage.InstrumentedScript;
import dev.moonlet.coverage.Probe;
import dev.moonlet.coverage.ScriptHits;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.SourceMap;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A script that is run in its form that counts, and what it has counted. Safe for use by several threads. */
final class CountingScript {

    private final LinkedScript original;
    private final LinkedScript counting;
    private final List<Probe> probes;

    @GuardedBy("this")
    private final long[] counts;

    @GuardedBy("this")
    private long calls;

    private CountingScript(LinkedScript original, LinkedScript counting, List<Probe> probes) {
        this.original = original;
        this.counting = counting;
        this.probes = probes;
        this.counts = new long[probes.stream().mapToInt(Probe::counters).sum()];
    }

    /** The form of a script that counts; empty if there is none. */
    static Optional<CountingScript> of(LinkedScript script) {
        if (script.isFunction()) {
            return Optional.empty();
        }
        Set<ErrorPrefix> raised = EnumSet.noneOf(ErrorPrefix.class);
        Set<ErrorPrefix> rejections = EnumSet.noneOf(ErrorPrefix.class);
        for (ErrorPrefix prefix : ErrorPrefix.values()) {
            (script.raises(prefix) ? raised : rejections).add(prefix);
        }
        rejections.remove(ErrorPrefix.NOSCRIPT); // comes from no command that a script can call
        return InstrumentedScript.of(
                        new String(script.textCopy(), StandardCharsets.UTF_8),
                        line -> place(script.sourceMap(), line),
                        rejections.stream().map(ErrorPrefix::name).toList())
                .map(instrumented ->
                        new CountingScript(script, linked(script, instrumented.text(), raised), instrumented.probes()));
    }

    private static Optional<dev.moonlet.script.SourceMap.Place> place(SourceMap map, int line) {
        List<LuaFrame> frames = map.frames(line);
        return frames.isEmpty() || map.copied(line).orElse(0) != line
                ? Optional.empty()
                : Optional.of(new dev.moonlet.script.SourceMap.Place(
                        frames.get(0).file(), frames.get(0).line()));
    }

    private static LinkedScript linked(LinkedScript script, String text, Set<ErrorPrefix> raised) {
        QuotedScript quoted = QuotedScript.of(script, text);
        byte[] bytes = quoted.text().getBytes(StandardCharsets.UTF_8);
        LinkedScript linked =
                new LinkedScript(script.name(), sha1(bytes), bytes, quoted.sourceMap(), script.isReadOnly(), raised);
        return script.batchForm() == null ? linked.single() : linked;
    }

    private static String sha1(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return "%040x".formatted(new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A call of this script that counts, and is the same otherwise. */
    <T extends @Nullable Object> ScriptInvocation<T> call(EncodedCall<T> call) {
        ReplyDecoder<T> decoder = call.decoder();
        return CountedCall.of(call, counting, reply -> {
            reply.fields(3);
            count(reply.string());
            throwIfFailed(reply);
            return decoder.decode(reply);
        });
    }

    /** Throws the error that comes next, which not every decoder would read. */
    private static void throwIfFailed(Reply reply) {
        if (reply.bool("")) {
            reply.any();
        }
    }

    private synchronized void count(String hits) {
        calls++;
        for (String hit : hits.isEmpty() ? new String[0] : hits.split(",")) {
            int colon = hit.indexOf(':');
            counts[Integer.parseInt(hit, 0, colon, 10) - 1] += Long.parseLong(hit.substring(colon + 1));
        }
    }

    /** What it has counted so far. */
    synchronized ScriptHits hits() {
        return new ScriptHits(
                original.name(),
                original.digest(),
                calls,
                probes,
                Arrays.stream(counts).boxed().toList());
    }
}
