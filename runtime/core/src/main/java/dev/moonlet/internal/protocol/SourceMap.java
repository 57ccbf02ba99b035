package dev.moonlet.internal.protocol;

import dev.moonlet.LuaFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where each line of a linked text comes from. It is decoded as far as an error asks for it, so it costs no more than its text.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SourceMap {

    private static final char COPIED = '=';
    private static final char WRITTEN = '*';
    private static final Pattern PLACE = Pattern.compile("([=*<^@])(\\d+):(\\d+)");

    private final List<String> files;
    private final List<String> runs;

    private SourceMap(List<String> files, List<String> runs) {
        this.files = files;
        this.runs = runs;
    }

    /**
     * A map from text that the compiler writes: the files, one a line, an empty line, then one run a line, in ascending order:
     * {@code linkedLine=file:line<file:line}. A file is its index. Each step of the chain follows the mark of its link:
     * {@code <} for an include, {@code ^} for a require, <code>@</code> for a call. The lines of a run are consecutive lines of
     * the file; with {@code *} in place of {@code =}, all of them come from one line.
     *
     * @throws IllegalArgumentException if there is no empty line
     */
    public static SourceMap decode(String text) {
        List<String> lines = text.lines().toList();
        int blank = lines.indexOf("");
        if (blank < 0) {
            throw new IllegalArgumentException("not a source map: " + text);
        }
        List<String> runs = new ArrayList<>(lines.subList(blank + 1, lines.size()));
        runs.removeIf(String::isEmpty);
        return new SourceMap(lines.subList(0, blank), runs);
    }

    /**
     * The map of a text that has several linked texts in it.
     *
     * @param maps the maps of these, in their order
     * @param before how many lines of the whole text come before each of them
     */
    static SourceMap joined(List<SourceMap> maps, List<Integer> before) {
        List<String> files = new ArrayList<>();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            SourceMap map = maps.get(i);
            int shift = files.size();
            for (String run : map.runs) {
                int end = endOfLine(run);
                String places = PLACE.matcher(run.substring(end))
                        .replaceAll(place ->
                                place.group(1) + (Integer.parseInt(place.group(2)) + shift) + ":" + place.group(3));
                runs.add(linkedLine(run) + before.get(i) + places);
            }
            files.addAll(map.files);
        }
        return new SourceMap(List.copyOf(files), runs);
    }

    /** The line of a file that a line of the linked text comes from, then what leads to that file; none past the map's ends. */
    public List<LuaFrame> frames(int linkedLine) {
        int run = run(linkedLine);
        return run < 0 ? List.of() : frames(runs.get(run), linkedLine);
    }

    /**
     * The line of the linked text that shows the line of the file that {@link #frames} names. That is the same line, unless it
     * was written for the sake of another one. Empty if that one was not copied.
     */
    public OptionalInt copied(int linkedLine) {
        int run = run(linkedLine);
        if (run < 0 || isCopied(runs.get(run))) {
            return OptionalInt.of(linkedLine);
        }
        LuaFrame place = frames(runs.get(run), linkedLine).get(0);
        return IntStream.range(0, runs.size())
                .flatMap(index -> copied(index, place).stream())
                .findFirst();
    }

    /** The line of the linked text in a run that was copied from a line of a file. */
    private OptionalInt copied(int index, LuaFrame place) {
        String run = runs.get(index);
        int first = linkedLine(run);
        LuaFrame begin = frames(run, first).get(0);
        int line = first + place.line() - begin.line();
        boolean found = isCopied(run) && begin.file().equals(place.file()) && run(line) == index;
        return found ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** The index of the run that holds a line of the linked text; -1 if there is none. */
    private int run(int linkedLine) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (linkedLine(runs.get(middle)) <= linkedLine) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static boolean isCopied(String run) {
        return run.charAt(endOfLine(run)) == COPIED;
    }

    private List<LuaFrame> frames(String run, int linkedLine) {
        int offset = isCopied(run) ? linkedLine - linkedLine(run) : 0;
        List<LuaFrame> frames = new ArrayList<>();
        Matcher place = PLACE.matcher(run);
        while (place.find()) {
            String file = files.get(Integer.parseInt(place.group(2)));
            int line = Integer.parseInt(place.group(3));
            frames.add(
                    frames.isEmpty()
                            ? new LuaFrame(file, line + offset)
                            : new LuaFrame(link(place.group(1)), file, line));
        }
        return frames;
    }

    private static int linkedLine(String run) {
        return Integer.parseInt(run, 0, endOfLine(run), 10);
    }

    private static int endOfLine(String run) {
        int end = 0;
        while (run.charAt(end) != COPIED && run.charAt(end) != WRITTEN) {
            end++;
        }
        return end;
    }

    private static String link(String mark) {
        return switch (mark) {
            case "^" -> "required from";
            case "@" -> "called from";
            default -> "included from";
        };
    }
}
