package dev.moonlet.cli;

import dev.moonlet.script.Script;
import java.util.Comparator;

/** Finds the files that scripts are linked from. */
final class FileNames {

    private FileNames() {}

    /**
     * The file of a script, as a path below its root.
     *
     * @param written the file as people write it: with or without {@code .lua}, also with the root before it
     * @return what was written, with {@code .lua}, if the script has no such file
     */
    static String of(Script script, String written) {
        String given = written.replace('\\', '/');
        String ended = given.endsWith(".lua") ? given : given + ".lua";
        return script.files().stream()
                .filter(known -> ended.equals(known) || ended.endsWith("/" + known))
                .max(Comparator.comparingInt(String::length))
                .orElse(ended);
    }
}
