package dev.moonlet.coverage;

import dev.moonlet.script.SourceMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of what scripts have counted in one process. Its lines have columns between tabs:
 *
 * <pre>
 * moonlet coverage 1
 * uncounted  NAME
 * script     CALLS  DIGEST  NAME
 * line       LINKED_LINE  COUNT  LINE  FILE
 * branch     LINKED_LINE  ORDINAL  HELD  DID_NOT_HOLD  LINE  FILE
 * </pre>
 *
 * @param path the file
 */
public record CoverageFile(Path path) {

    /** How the names of these files end. */
    public static final String SUFFIX = ".hits";

    private static final String HEAD = "moonlet coverage 1";

    /** All files in a directory, in alphabetical order; none if it does not exist. */
    public static List<CoverageFile> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.naturalOrder())
                    .map(CoverageFile::new)
                    .toList();
        }
    }

    /** The sums of all files in a directory. */
    public static CoverageData merged(Path directory) throws IOException {
        List<CoverageData> runs = new ArrayList<>();
        for (CoverageFile file : in(directory)) {
            runs.add(file.read());
        }
        return CoverageData.merged(runs);
    }

    /** Writes the file, whose directory is made if it is missing. */
    public void write(CoverageData data) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        data.uncounted().forEach(name -> lines.add("uncounted\t" + name));
        for (ScriptHits hits : data.scripts()) {
            lines.add("script\t" + hits.calls() + "\t" + hits.digest() + "\t" + hits.script());
            Iterator<Long> counts = hits.counts().iterator();
            hits.probes().forEach(probe -> lines.add(line(probe, counts)));
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.write(path, lines);
    }

    private static String line(Probe probe, Iterator<Long> counts) {
        String place = probe.place().line() + "\t" + probe.place().file();
        if (probe instanceof Probe.Branch branch) {
            return "branch\t%d\t%d\t%d\t%d\t%s"
                    .formatted(branch.linkedLine(), branch.ordinal(), counts.next(), counts.next(), place);
        }
        return "line\t%d\t%d\t%s".formatted(probe.linkedLine(), counts.next(), place);
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it can't be read, or is not such a file
     */
    public CoverageData read() throws IOException {
        List<String> lines = Files.readAllLines(path);
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IOException(path + " is not a file of hits of this version of Moonlet: it does not begin with \""
                    + HEAD + "\"");
        }
        try {
            return new CoverageReader().read(lines.subList(1, lines.size()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(path + " is damaged: delete it", e);
        }
    }

    /** Reads lines. */
    private static final class CoverageReader {

        private final List<ScriptHits> scripts = new ArrayList<>();
        private final List<String> uncounted = new ArrayList<>();
        private final List<Probe> probes = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private String[] script = {};

        CoverageData read(List<String> lines) {
            lines.forEach(line -> read(line.split("\t", -1)));
            end();
            return new CoverageData(scripts, uncounted);
        }

        private void read(String[] columns) {
            switch (columns[0]) {
                case "uncounted" -> uncounted.add(columns[1]);
                case "script" -> {
                    end();
                    script = columns;
                }
                case "line" -> {
                    probes.add(new Probe.Line(place(columns, 3), Integer.parseInt(columns[1])));
                    counts.add(Long.valueOf(columns[2]));
                }
                case "branch" -> {
                    probes.add(new Probe.Branch(
                            place(columns, 5), Integer.parseInt(columns[1]), Integer.parseInt(columns[2])));
                    counts.add(Long.valueOf(columns[3]));
                    counts.add(Long.valueOf(columns[4]));
                }
                default -> throw new IllegalArgumentException(columns[0]);
            }
        }

        private static SourceMap.Place place(String[] columns, int from) {
            return new SourceMap.Place(columns[from + 1], Integer.parseInt(columns[from]));
        }

        private void end() {
            if (script.length > 0) {
                scripts.add(new ScriptHits(script[3], script[2], Long.parseLong(script[1]), probes, counts));
                probes.clear();
                counts.clear();
            }
        }
    }
}
