package dev.moonlet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moonlet.loader.ScriptDigests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds scripts by what a server has of them: a digest, the name of a function, or a part of the text. */
final class KnownScripts {

    /** The name of a function: that of its library, then that of the script with {@code _} for what names can't have. */
    private static final Pattern FUNCTION = Pattern.compile("\\w+_[0-9a-f]{16}_(\\w+)");

    /** A number at the end of the name of a function, where two scripts would have the same. */
    private static final Pattern NUMBERED = Pattern.compile("(.+)_\\d+");

    /** A long argument in a slow log. */
    private static final Pattern SHORTENED = Pattern.compile("(?s)(.*)\\.\\.\\. \\((\\d+) more bytes\\)");

    private final List<CompiledScripts.Compiled> scripts;
    private final Map<String, CompiledScripts.Compiled> byDigest = new HashMap<>();

    KnownScripts(List<CompiledScripts.Compiled> scripts) {
        this.scripts = scripts;
        for (CompiledScripts.Compiled one : scripts) {
            ScriptDigests.of(one.script()).forEach(digest -> byDigest.put(digest, one));
        }
    }

    /** The script with a digest: its own, or that of another form of it. */
    Optional<CompiledScripts.Compiled> withDigest(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /** The scripts that a function can be: one, but for scripts whose names differ in what names of functions can't have. */
    List<CompiledScripts.Compiled> ofFunction(String function) {
        Matcher matcher = FUNCTION.matcher(function);
        if (!matcher.matches()) {
            return List.of();
        }
        List<CompiledScripts.Compiled> exact = named(matcher.group(1));
        Matcher numbered = NUMBERED.matcher(matcher.group(1));
        return exact.isEmpty() && numbered.matches() ? named(numbered.group(1)) : exact;
    }

    private List<CompiledScripts.Compiled> named(String sanitized) {
        return scripts.stream()
                .filter(one ->
                        one.script().name().replaceAll("[^A-Za-z0-9_]", "_").equals(sanitized))
                .toList();
    }

    /** The scripts with a text, which a slow log may have shortened. */
    List<CompiledScripts.Compiled> withText(String text) {
        Matcher shortened = SHORTENED.matcher(text);
        if (!shortened.matches()) {
            return scripts.stream()
                    .filter(one -> one.script().text().equals(text))
                    .toList();
        }
        byte[] beginning = shortened.group(1).getBytes(UTF_8);
        long length = beginning.length + Long.parseLong(shortened.group(2));
        return scripts.stream()
                .filter(one -> {
                    byte[] bytes = one.script().text().getBytes(UTF_8);
                    return bytes.length == length && Arrays.equals(beginning, Arrays.copyOf(bytes, beginning.length));
                })
                .toList();
    }

    /**
     * A command as it was sent, with the name of the script in place of its digest, its text, or the function.
     *
     * @param words the command and its arguments
     */
    List<String> readable(List<String> words) {
        String command = words.get(0).toUpperCase(Locale.ROOT);
        int at = command.equals("SCRIPT") ? 2 : 1; // SCRIPT LOAD
        if (words.size() <= at) {
            return words;
        }
        String word = words.get(at);
        List<CompiledScripts.Compiled> found =
                switch (command) {
                    case "EVALSHA", "EVALSHA_RO" ->
                        withDigest(word.toLowerCase(Locale.ROOT)).stream().toList();
                    case "EVAL", "EVAL_RO", "SCRIPT" -> withText(word);
                    case "FCALL", "FCALL_RO" -> ofFunction(word);
                    default -> List.of();
                };
        if (found.isEmpty()) {
            return words;
        }
        List<String> readable = new ArrayList<>(words);
        readable.set(at, found.stream().map(one -> one.script().name()).collect(Collectors.joining(" or ")));
        return readable;
    }
}
