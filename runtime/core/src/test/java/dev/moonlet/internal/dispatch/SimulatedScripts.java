package dev.moonlet.internal.dispatch;

import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ErrorPrefix;
import dev.moonlet.codegen.ScriptCall;
import dev.moonlet.internal.protocol.EncodedCall;
import dev.moonlet.internal.protocol.LibraryFunction;
import dev.moonlet.internal.protocol.LibraryWriter;
import dev.moonlet.internal.protocol.LinkedScript;
import dev.moonlet.internal.protocol.SourceMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scripts of the simulation: what they do is for {@link SimulatedServer} to know. */
final class SimulatedScripts {

    private static final Map<String, String> DIGESTS = new HashMap<>();
    private static final SourceMap MAP = SourceMap.decode("s.lua\n\n1=0:1");

    /** SimulatedScripts that write. */
    static final List<LinkedScript> WRITING =
            IntStream.range(0, 4).mapToObj(i -> of("writes" + i, false)).toList();

    /** SimulatedScripts that only read. */
    static final List<LinkedScript> READING =
            IntStream.range(0, 2).mapToObj(i -> of("reads" + i, true)).toList();

    /** A script that may reply with NOSCRIPT, so that it always goes with its text. */
    static final LinkedScript TEXT = of("text", false).raising(Set.of(ErrorPrefix.NOSCRIPT));

    /** A script that replies with an error which begins with the word of a server that is loading. */
    static final LinkedScript FAILING = of("failing", false).raising(Set.of(ErrorPrefix.LOADING));

    /** A script that replies with such an error, which it did not have in its text, and which names the place. */
    static final LinkedScript FAILING_AT_PLACE = of("failing at a place", false);

    /** The same as functions of one library. */
    private static final Map<LinkedScript, LibraryFunction> FUNCTIONS = LibraryWriter.functions(
            "simulated",
            Stream.of(WRITING, READING, List.of(TEXT, FAILING, FAILING_AT_PLACE))
                    .flatMap(List::stream)
                    .toList(),
            Instant.EPOCH);

    /** What each script is of which a server gets the batch form. */
    private static final Map<String, LinkedScript> SINGLE = Stream.of(
                    WRITING, READING, List.of(TEXT, FAILING, FAILING_AT_PLACE))
            .flatMap(List::stream)
            .collect(Collectors.toMap(
                    script ->
                            Objects.requireNonNull(script.batchForm()).script().digest(),
                    script -> script));

    private SimulatedScripts() {}

    /** Whether a server gets several calls in one command. */
    static boolean isBatch(String digest) {
        return SINGLE.containsKey(digest);
    }

    /** The digest of the script that a batch form runs, or of a script itself. */
    static String single(String digest) {
        LinkedScript script = SINGLE.get(digest);
        return script == null ? digest : script.digest();
    }

    /** A script as a function. */
    static LinkedScript function(LinkedScript script) {
        return Objects.requireNonNull(FUNCTIONS.get(script));
    }

    /** The library of the functions. */
    static String library() {
        return function(TEXT).digest();
    }

    /** The digest of the script that a function is; {@code null} if there is no such function. */
    static @Nullable String digestOfFunction(String name) {
        return FUNCTIONS.entrySet().stream()
                .filter(entry -> entry.getValue().function().equals(name))
                .map(entry -> entry.getKey().digest())
                .findFirst()
                .orElse(null);
    }

    private static LinkedScript of(String name, boolean reading) {
        String text = "return '" + name + "'";
        String digest = sha1(text);
        DIGESTS.put(text, digest);
        return new LinkedScript(name, digest, text.getBytes(StandardCharsets.UTF_8), MAP, reading, Set.of());
    }

    static String digest(String text) {
        String digest = DIGESTS.get(text);
        return digest == null ? sha1(text) : digest;
    }

    /** What a script fails with; {@code null} if it does not. */
    static @Nullable String failure(String digest) {
        if (FAILING.digest().equals(digest)) {
            return "LOADING says the script itself";
        }
        return FAILING_AT_PLACE.digest().equals(digest)
                ? "LOADING says the script itself script: " + digest + ", on @user_script:1."
                : null;
    }

    static ScriptInvocation<Integer> call(LinkedScript script, @Nullable String key, int number) {
        ScriptCall call = new EncodedCall<>(script);
        if (key != null) {
            call.key("key", key);
        }
        return call.integer("number", number).returning(reply -> {
            reply.fields(2);
            return (int) (reply.integer("") * reply.integer(""));
        });
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
