package dev.moonlet.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Makes names of scripts out of what people write. */
public final class ScriptName {

    private static final String EXTENSION = ".lua";

    private ScriptName() {}

    /** A name relative to a folder, or to the root if it begins with a slash; empty if it leaves the root. */
    public static Optional<String> resolve(String folder, String written) {
        String path = withoutLibrary(written.replace('\\', '/'));
        Deque<String> parts = new ArrayDeque<>();
        if (!path.startsWith("/") && !folder.isEmpty()) {
            parts.addAll(List.of(folder.split("/", -1)));
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String name = String.join("/", parts);
        return Optional.of(name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name);
    }

    /** The library that a name, as written, begins with; empty if it begins with none. */
    public static Optional<String> library(String written) {
        int close = written.indexOf('>');
        return written.startsWith("<") && close > 1 ? Optional.of(written.substring(1, close)) : Optional.empty();
    }

    /** {@code <library>/path} as {@code /library/path}. */
    private static String withoutLibrary(String path) {
        return library(path)
                .map(library -> "/" + library + path.substring(library.length() + 2))
                .orElse(path);
    }

    /** The name of a script by its path below a root, with {@code /} or <code>\</code>, with or without {@code .lua}. */
    public static String of(String path) {
        return resolve("", path).orElse(path);
    }

    /** The folder that holds a script; empty for the root. */
    public static String folder(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** The path of a script's file below its root. */
    public static String file(String name) {
        return name + EXTENSION;
    }
}
