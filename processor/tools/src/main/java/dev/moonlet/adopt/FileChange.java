package dev.moonlet.adopt;

import java.nio.file.Path;
import java.util.List;

/**
 * Lines that are added to a file, or a file that is new.
 *
 * @param path the file
 * @param before its lines; none if it is new
 * @param after how many of them come before what is added
 * @param added the lines to add
 * @param lineEnd what its lines end with
 * @param ended whether its last line ends with that
 */
public record FileChange(Path path, List<String> before, int after, List<String> added, String lineEnd, boolean ended) {

    private static final int CONTEXT = 3;

    /** Copies the lists. */
    public FileChange {
        before = List.copyOf(before);
        added = List.copyOf(added);
    }

    /** A new file. */
    static FileChange created(Path path, String text) {
        return new FileChange(path, List.of(), 0, text.lines().toList(), "\n", true);
    }

    /** Lines that are added to the text of a file behind some of its lines. */
    static FileChange inserted(Path path, String text, int after, List<String> added) {
        return new FileChange(
                path, text.lines().toList(), after, added, text.contains("\r\n") ? "\r\n" : "\n", text.endsWith("\n"));
    }

    /** The same change by another path of the file. */
    public FileChange at(Path other) {
        return new FileChange(other, before, after, added, lineEnd, ended);
    }

    /** The text of the file with the lines. */
    public String text() {
        StringBuilder text = new StringBuilder();
        before.subList(0, after).forEach(line -> text.append(line).append(lineEnd));
        added.forEach(line -> text.append(line).append(lineEnd));
        before.subList(after, before.size()).forEach(line -> text.append(line).append(lineEnd));
        if (!ended) {
            text.setLength(text.length() - lineEnd.length());
        }
        return text.toString();
    }

    /** The change in the unified format of {@code diff}, which {@code patch} reads. */
    public String patch() {
        String name = path.toString().replace('\\', '/');
        int first = Math.max(0, after - CONTEXT);
        int last = Math.min(before.size(), after + CONTEXT);
        int kept = last - first;
        StringBuilder patch = new StringBuilder();
        patch.append("--- ").append(before.isEmpty() ? "/dev/null" : name).append('\n');
        patch.append("+++ ").append(name).append('\n');
        patch.append("@@ -").append(range(first, kept));
        patch.append(" +").append(range(first, kept + added.size())).append(" @@\n");
        String mark = lineEnd.substring(0, lineEnd.length() - 1); // of a file with CRLF, the CR is part of each line
        before.subList(first, after).forEach(line -> append(patch, ' ', line + mark));
        added.forEach(line -> append(patch, '+', line + mark));
        for (int i = after; i < last; i++) {
            boolean cut = i == before.size() - 1 && !ended;
            append(patch, ' ', before.get(i) + (cut ? "\n\\ No newline at end of file" : mark));
        }
        return patch.toString();
    }

    private static void append(StringBuilder patch, char kind, String line) {
        patch.append(kind).append(line).append('\n');
    }

    private static String range(int before, int count) {
        return (count == 0 ? before : before + 1) + "," + count;
    }
}
