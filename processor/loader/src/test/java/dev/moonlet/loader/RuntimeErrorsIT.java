package dev.moonlet.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.script.Script;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every way in which a script can fail is told at the line of the file that it happened in. The scripts are those of
 * {@code runtime-errors/scripts.txt}, each included by another; {@code -Dmoonlet.goldens=rewrite} writes what is said of
 * them anew.
 */
class RuntimeErrorsIT {

    private static final Path FOLDER = Path.of("src/test/resources/runtime-errors");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("moonlet.goldens"));

    private static final String EXPECTED = "expected.txt";

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    /** Redis 6 has other words for nearly all of them. */
    @Test
    @NeedsRedis(7)
    void areToldAtTheLineOfTheirFile() throws IOException {
        redis.connection().sync().set("str", "x");
        Map<String, String> actual = sections("scripts.txt");
        actual.replaceAll(
                (name, script) -> failure("-- The line that fails stands below this one.\n" + script.strip()) + "\n\n");
        Path ofServer = FOLDER.resolve("expected-" + ServerUnderTest.get().tableName() + ".txt");
        if (REWRITE) {
            rewrite(actual, ofServer);
        }
        Map<String, String> expected = sections(EXPECTED);
        if (Files.exists(ofServer)) {
            expected.putAll(sections(ofServer.getFileName().toString()));
        }
        assertThat(text(actual)).isEqualTo(text(expected));
    }

    /** The embedded Redis writes all of them; another server, those that it words otherwise. */
    private static void rewrite(Map<String, String> actual, Path ofServer) throws IOException {
        if (ServerUnderTest.get().isEmbedded()) {
            Files.writeString(FOLDER.resolve(EXPECTED), text(actual));
            return;
        }
        Map<String, String> others = new LinkedHashMap<>(actual);
        others.entrySet().removeAll(sections(EXPECTED).entrySet());
        Files.writeString(ofServer, text(others));
    }

    /** What stands below each title of a file. */
    private static Map<String, String> sections(String file) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : Files.readString(FOLDER.resolve(file)).split("(?m)^### ", -1)) {
            int lineEnd = section.indexOf('\n');
            if (lineEnd >= 0) {
                sections.put(section.substring(0, lineEnd), section.substring(lineEnd + 1));
            }
        }
        return sections;
    }

    private static String text(Map<String, String> sections) {
        return sections.entrySet().stream()
                .map(section -> "### " + section.getKey() + "\n" + section.getValue())
                .collect(Collectors.joining());
    }

    private static String failure(String text) {
        ScriptLoader loader = ScriptLoader.of();
        loader.parse("lib/failing", text);
        Script main = loader.parse("main", "-- A comment.\nlocal _unused = 1\n---@include \"lib/failing\"\n");
        try {
            return "no failure, but " + new ScriptRunner(main, ScriptExecutor.of(redis.connection())).run(Map.of());
        } catch (ScriptErrorException failure) {
            return String.valueOf(failure.getMessage()).replaceAll("0x[0-9a-f]+", "0x…");
        }
    }

    @Test
    @NeedsRedis(7)
    void theStackLeadsThroughTheFiles() {
        ScriptLoader loader = ScriptLoader.of();
        loader.parse("lib/parts/inner", "-- inner\nlocal function fail()\n  error({ err = 'QUOTA used up' })\nend\n");
        loader.parse(
                "lib/module", "local module = {}\n---@include \"parts/inner\"\nmodule.fail = fail\nreturn module\n");
        loader.parse("jobs/fail", "\n\nrequire('lib.module').fail()\n");
        Script main = loader.parse("main", "\n\n\n\nreturn CALL.jobs.fail()\n");
        ScriptErrorException failure = catchThrowableOfType(
                ScriptErrorException.class,
                () -> new ScriptRunner(main, ScriptExecutor.of(redis.connection())).run(Map.of()));
        assertThat(failure).hasMessage("""
                script main failed at lib/parts/inner.lua:3: QUOTA used up
                    3 | error({ err = 'QUOTA used up' })
                    included from lib/module.lua:2
                    required from jobs/fail.lua:3
                    called from main.lua:5""");
        assertThat(failure.code()).isEqualTo("QUOTA");
        assertThat(List.of(failure.getStackTrace()).subList(0, 4))
                .extracting(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .containsExactly("inner.lua:3", "module.lua:2", "fail.lua:3", "main.lua:5");
    }

    @Test
    void whatSeveralCallDoesNotClaimToKnowWhoDidIt() {
        ScriptLoader loader = ScriptLoader.of();
        loader.parse("fail", "error('no')\n");
        Script main = loader.parse("main", "if #KEYS > 0 then\n  CALL.fail()\nend\nCALL.fail()\n");
        ScriptErrorException failure = catchThrowableOfType(
                ScriptErrorException.class,
                () -> new ScriptRunner(main, ScriptExecutor.of(redis.connection())).run(Map.of()));
        assertThat(failure).hasMessage("script main failed at fail.lua:1: no\n    1 | error('no')");
    }
}
