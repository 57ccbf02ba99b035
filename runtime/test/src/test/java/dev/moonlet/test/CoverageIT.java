package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.Batching;
import dev.moonlet.FunctionLibrary;
import dev.moonlet.Pipeline;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The figures are those of a count by hand. */
class CoverageIT {

    /** Calls with limits of 6 and 0, and one of 2, which fails after two rounds of the loop. */
    private static final String COUNTED_BY_HAND = """
            TN:
            SF:src/test/lua/coverage/count.lua
            BRDA:7,0,0,2
            BRDA:7,0,1,1
            BRDA:11,0,0,1
            BRDA:11,0,1,3
            BRDA:14,0,0,1
            BRDA:14,0,1,2
            BRDA:14,1,0,0
            BRDA:14,1,1,3
            BRF:8
            BRH:7
            DA:6,3
            DA:7,3
            DA:8,8
            DA:9,8
            DA:11,3
            DA:12,1
            DA:14,3
            DA:15,1
            DA:17,2
            LF:9
            LH:9
            end_of_record
            TN:
            SF:src/test/lua/coverage/lib/sizes.lua
            BRDA:2,0,0,3
            BRDA:2,0,1,5
            BRF:2
            BRH:2
            DA:1,3
            DA:2,8
            DA:3,3
            DA:5,5
            DA:8,3
            DA:9,0
            LF:6
            LH:5
            end_of_record
            """;

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    private Path directory;

    private static void callThreeTimes(CoveredWords words) {
        assertThat(words.count("words", 6)).isEqualTo(2);
        assertThat(words.count("words", 0)).isZero();
        assertThatThrownBy(() -> words.count("words", 2))
                .isInstanceOfSatisfying(ScriptErrorException.class, failure -> {
                    assertThat(failure.file()).hasValue("coverage/count.lua");
                    assertThat(failure.line()).isEqualTo(15);
                    assertThat(failure.description()).isEqualTo("refused: 2");
                });
    }

    private ScriptExecutor counting(ScriptExecutor executor) {
        return ScriptCoverage.in(directory).around(executor);
    }

    /** What LCOV says of the files of this test. */
    private static String lcov(Path directory) throws IOException {
        String all = Files.readString(directory.resolve("lcov.info"));
        int start = all.indexOf("TN:\nSF:src/test/lua/coverage/count.lua");
        return all.substring(start, all.indexOf("TN:", all.indexOf("lib/sizes.lua", start)));
    }

    @Test
    void figuresAreThoseOfACountByHand() throws IOException {
        callThreeTimes(new CoveredWordsLua(counting(ScriptExecutor.of(redis.connection()))));
        ScriptCoverage.in(directory).report();
        assertThat(lcov(directory)).isEqualTo(COUNTED_BY_HAND);
        assertThat(Files.readString(directory.resolve("lcov.info")))
                .contains("SF:src/test/lua/coverage/never.lua\nBRDA:4,0,0,-\nBRDA:4,0,1,-\nBRF:2\nBRH:0\nDA:4,0\n");
    }

    @Test
    void pagesShowLinesAndScriptsThatNeverRan() throws IOException {
        callThreeTimes(new CoveredWordsLua(counting(ScriptExecutor.of(redis.connection()))));
        ScriptCoverage.in(directory).report();
        String index = Files.readString(directory.resolve("html/index.html"));
        assertThat(index).contains("100% <small>9 of 9</small>").contains("<h2>Never run</h2>", "<li>coverage/never\n");
        assertThat(index.substring(index.indexOf("Never run"))).doesNotContain("coverage/count", "coverage/lib/sizes");
        String link = index.substring(0, index.indexOf("\">coverage/count.lua"));
        String page = Files.readString(directory.resolve("html/" + link.substring(link.lastIndexOf('"') + 1)));
        assertThat(page)
                .contains(
                        "<div id=\"L14\" class=\"partial\"><span class=\"number\">14</span><span class=\"hits\">3×</span>"
                                + "<code>if limit &lt; 0 or limit == 2 then</code><small>yes 1, no 2; yes 0, no 3</small></div>")
                .doesNotContain("http");
    }

    @Test
    void batchesAndPipelinesAreCountedToo() throws IOException {
        Pipeline pipeline = ScriptExecutor.on(redis.connection())
                .batching(Batching.upTo(10))
                .buildPipeline();
        CoveredWords words = new CoveredWordsLua(counting(pipeline));
        CompletionStage<Long> six = words.countAsync("words", 6);
        CompletionStage<Long> none = words.countAsync("words", 0);
        CompletionStage<Long> failing = words.countAsync("words", 2);
        pipeline.flush();
        assertThat(six.toCompletableFuture().join()).isEqualTo(2);
        assertThat(none.toCompletableFuture().join()).isZero();
        assertThatThrownBy(() -> failing.toCompletableFuture().join()).hasCauseInstanceOf(ScriptErrorException.class);
        ScriptCoverage.in(directory).report();
        assertThat(lcov(directory)).isEqualTo(COUNTED_BY_HAND);
    }

    @Test
    void anExecutorOfFunctionsIsRefused() {
        ScriptExecutor functions =
                FunctionLibrary.of("words", CoveredWordsLua.scripts()).through(ScriptExecutor.of(redis.connection()));
        assertThatThrownBy(() -> counting(functions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrap an executor without a FunctionLibrary");
    }

    /** Makes the three calls, in another process. */
    static final class Fork {

        private Fork() {}

        public static void main(String[] arguments) {
            RedisClient client = RedisClient.create(arguments[0]);
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                ScriptCoverage coverage = ScriptCoverage.in(Path.of(arguments[1]));
                callThreeTimes(new CoveredWordsLua(coverage.around(ScriptExecutor.of(connection))));
                coverage.report();
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void forksAreMerged() throws Exception {
        List<Process> forks = List.of(fork(), fork());
        for (Process fork : forks) {
            assertThat(fork.waitFor()).isZero();
        }
        String lcov = lcov(directory);
        assertThat(lcov).contains("DA:8,16\n", "DA:15,2\n", "BRDA:11,0,0,2\nBRDA:11,0,1,6\n");
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".hits"))).hasSize(2);
        }
    }

    private Process fork() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fork.class.getName(),
                        redis.server().uri().toURI().toString(),
                        directory.toString())
                .inheritIO()
                .start();
    }

    /** Run by {@link #theExtensionReportsWhenTheLastTestHasRun}. */
    @MoonletTest
    static class Covered {

        @Test
        void calls(CoveredWords words) {
            callThreeTimes(words);
        }
    }

    @Test
    void theExtensionReportsWhenTheLastTestHasRun() throws IOException {
        TestRuns.of(Map.of(ScriptCoverage.PROPERTY, directory.toString()), Covered.class)
                .testEvents()
                .assertStatistics(events -> events.succeeded(1));
        assertThat(lcov(directory)).isEqualTo(COUNTED_BY_HAND);
    }
}
