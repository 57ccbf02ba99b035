package dev.moonlet;

import dev.moonlet.generated.CompiledScript;
import dev.moonlet.generated.ErrorPrefix;
import dev.moonlet.generated.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The scripts of the simulation: what they do is for {@link SimulatedServer} to know. */
final class Scripts {

    private static final Map<String, String> DIGESTS = new HashMap<>();
    private static final String MAP = "s.lua\n\n1=0:1";

    /** Scripts that write. */
    static final List<CompiledScript> WRITING =
            IntStream.range(0, 4).mapToObj(i -> of("writes" + i, false)).toList();

    /** Scripts that only read. */
    static final List<CompiledScript> READING =
            IntStream.range(0, 2).mapToObj(i -> of("reads" + i, true)).toList();

    /** A script that may reply with NOSCRIPT, so that it always goes with its text. */
    static final CompiledScript TEXT = of("text", false).raising(ErrorPrefix.NOSCRIPT);

    /** A script that replies with an error which begins with the word of a server that is loading. */
    static final CompiledScript FAILING = of("failing", false).raising(ErrorPrefix.LOADING);

    /** A script that replies with such an error, which it did not have in its text, and which names the place. */
    static final CompiledScript FAILING_AT_PLACE = of("failing at a place", false);

    private Scripts() {}

    private static CompiledScript of(String name, boolean reading) {
        String text = "return '" + name + "'";
        String digest = sha1(text);
        DIGESTS.put(text, digest);
        return reading ? CompiledScript.readOnly(name, digest, MAP, text) : new CompiledScript(name, digest, MAP, text);
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

    static ScriptCall call(CompiledScript script, @Nullable String key, int number) {
        ScriptCall call = new ScriptCall(script, 64);
        if (key != null) {
            call.key("key", key);
        }
        return call.integer("number", number);
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
