package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.testing.RedisCluster;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the page about clusters, on a cluster, and its table of keys. */
class ClustersPageIT {

    private static final String PAGE = "docs/clusters.md";

    /** A row: two keys, and whether they are in one slot. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^` ]+)` `([^` ]+)` \\| (yes|no): [^|]+ \\|$");

    @Test
    void theProgramPrintsWhatThePageSays(@TempDir Path directory, @TempDir Path servers) throws Exception {
        PageCode page = PageCode.of(PAGE);
        JavaProject project = new JavaProject(directory);
        try (RedisCluster cluster = RedisCluster.start(servers, 0)) {
            int port = cluster.node(0).port();
            page.files()
                    .forEach((file, text) -> project.write(file, text.replace("localhost:7000", "localhost:" + port)));
            assertThat(project.compile()).isEmpty();
            for (PageCode.Program program : page.programs()) {
                assertThat(project.run(program.type())).isEqualTo(program.output());
            }
        }
    }

    @Test
    void keysAreInOneSlotWhereThePageSaysSo() throws Exception {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(Path.of("../..", PAGE))).results().toList();
        assertThat(rows).hasSizeGreaterThan(4);
        for (MatchResult row : rows) {
            assertThat(SlotHash.getSlot(row.group(1)) == SlotHash.getSlot(row.group(2)))
                    .as(row.group())
                    .isEqualTo(row.group(3).equals("yes"));
        }
    }
}
