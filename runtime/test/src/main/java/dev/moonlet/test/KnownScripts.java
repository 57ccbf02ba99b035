package dev.moonlet.test;

import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.ReplyDecoder;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/** The names of the scripts that a test has called or could call. Safe for use by several threads. */
final class KnownScripts {

    private final NavigableSet<String> names = new ConcurrentSkipListSet<>();

    void add(String name) {
        names.add(name);
    }

    /** Adds the scripts that a generated implementation runs. */
    void addAllOf(Class<?> implementation) {
        for (Field field : implementation.getDeclaredFields()) {
            if (field.getType() == CompiledScript.class) {
                field.setAccessible(true);
                try {
                    CompiledScript script = (CompiledScript) field.get(null);
                    add(script.call().returning(ReplyDecoder.nothing()).scriptName());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** What is wrong with a name; empty if it is known. */
    Optional<String> unknown(String name) {
        if (names.contains(name)) {
            return Optional.empty();
        }
        String known = names.isEmpty() ? "no script was called" : "known are " + String.join(", ", names);
        return Optional.of("there is no script \"%s\" in this test%s; %s"
                .formatted(
                        name,
                        nearest(name)
                                .map(near -> ": did you mean \"" + near + "\"?")
                                .orElse(""),
                        known));
    }

    private Optional<String> nearest(String name) {
        int limit = Math.max(1, name.length() / 3);
        return names.stream()
                .filter(known -> distance(name, known) <= limit)
                .min(Comparator.comparingInt(known -> distance(name, known)));
    }

    /** How many letters are inserted, deleted or replaced, case ignored. */
    private static int distance(String one, String two) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = two.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
