package dev.moonlet.coverage;

import dev.moonlet.source.SourceFile;

/**
 * A report in the format of LCOV's tracefiles, which code hosts, editors and {@code genhtml} read.
 *
 * @see <a href="https://manpages.debian.org/bookworm/lcov/geninfo.1.en.html#FILES">geninfo: tracefiles</a>
 */
public final class Lcov {

    private Lcov() {}

    /** The report as text. Files are named by the paths at which they were found, or else by those below their roots. */
    public static String text(CoverageReport report) {
        StringBuilder text = new StringBuilder();
        report.files().forEach(file -> write(file, text));
        return text.toString();
    }

    private static void write(FileCoverage file, StringBuilder text) {
        text.append("TN:\nSF:")
                .append(file.source().map(SourceFile::path).orElse(file.file()))
                .append('\n');
        for (FileCoverage.Branch branch : file.branches()) {
            boolean reached = branch.outcomes() > 0;
            outcome(branch, 0, reached, branch.held(), text);
            outcome(branch, 1, reached, branch.other(), text);
        }
        Ratio branches = file.branchRatio();
        text.append("BRF:%d\nBRH:%d\n".formatted(branches.whole(), branches.part()));
        file.lines().forEach((line, hits) -> text.append("DA:%d,%d\n".formatted(line, hits)));
        Ratio lines = file.lineRatio();
        text.append("LF:%d\nLH:%d\nend_of_record\n".formatted(lines.whole(), lines.part()));
    }

    private static void outcome(
            FileCoverage.Branch branch, int number, boolean reached, long hits, StringBuilder text) {
        text.append("BRDA:%d,%d,%d,%s\n".formatted(branch.line(), branch.ordinal(), number, reached ? hits : "-"));
    }
}
