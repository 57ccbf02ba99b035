package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.Batching;
import dev.moonlet.FunctionLibrary;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.loader.ScriptDigests;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.script.Script;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.FlushMode;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a server has of the scripts of a project, and by which names. */
@NeedsRedis(7)
class KnownScriptsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    private SampleProject project;
    private Script size;

    @BeforeEach
    void empty() throws IOException {
        redis.connection().sync().flushall();
        redis.connection().sync().scriptFlush();
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        redis.connection().sync().configSet("slowlog-log-slower-than", "0");
        redis.connection().sync().slowlogReset();
        project = SampleProject.in(directory);
        size = ScriptLoader.of(project.directory()).load("jobs/size");
    }

    private CommandRun moonlet(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-u", "redis://127.0.0.1:" + redis.port()));
        return project.moonlet(all.toArray(String[]::new));
    }

    private static String library(String application, String digest) {
        CompiledScript script = CompiledScript.of(
                "jobs/size", digest, "jobs/size.lua\n\n1=0:1\n", "return redis.call('LLEN', KEYS[1])\n");
        FunctionLibrary library = FunctionLibrary.of(application, List.of(script));
        redis.connection().sync().functionLoad(library.text());
        return library.name();
    }

    @Test
    void theSlowLogNamesScripts() throws IOException {
        new ScriptRunner(size, ScriptExecutor.of(redis.connection())).run(Map.of("queue", "mail"));
        String library = library("shop", size.digest());
        redis.connection().sync().fcall(library + "_jobs_size", ScriptOutputType.INTEGER, "news");
        redis.connection().sync().eval(size.text(), ScriptOutputType.INTEGER, "post");
        redis.connection().sync().get("other");
        CommandRun run = moonlet("slowlog");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "  EVALSHA_RO jobs/size 1 mail\n",
                        "  SCRIPT LOAD jobs/size\n",
                        "  FCALL jobs/size 1 news\n",
                        "  EVAL jobs/size 1 post\n",
                        "  GET other\n")
                .containsPattern("(?m)^[-0-9]+T[:0-9]+Z +[0-9.]+ ms  127.0.0.1:" + redis.port() + "  GET other$");
        assertThat(moonlet("slowlog", "--count", "1").out().lines()).hasSize(1);
        assertThat(JSON.std.listFrom(moonlet("slowlog", "--format", "json").out()))
                .anySatisfy(entry -> assertThat(((Map<?, ?>) entry).get("command"))
                        .isEqualTo(List.of("EVALSHA_RO", "jobs/size", "1", "mail")));
        assertThat(moonlet("slowlog", "--count", "0").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void aLongTextIsRecognisedThoughTheSlowLogCutsIt() throws IOException {
        project.write("long.lua", "local text = '" + "x".repeat(300) + "'\nreturn text\n");
        project.write("longer.lua", "local text = '" + "x".repeat(301) + "'\nreturn text\n");
        Script script = ScriptLoader.of(project.directory()).load("long");
        redis.connection().sync().eval(script.text(), ScriptOutputType.VALUE);
        assertThat(moonlet("slowlog").out()).contains("  EVAL long 0\n").doesNotContain("longer");
    }

    @Test
    void batchesAreRecognised() {
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            ScriptExecutor executor =
                    ScriptExecutor.on(connection).batching(Batching.upTo(50)).build();
            ScriptRunner runner = new ScriptRunner(size, executor);
            CompletableFuture.allOf(IntStream.range(0, 200)
                            .mapToObj(i ->
                                    runner.runAsync(Map.of("queue", "q" + i)).toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        List<String> digests = ScriptDigests.of(size);
        assertThat(digests).hasSize(2).startsWith(size.digest());
        assertThat(project.moonlet("name", digests.get(1)).out()).contains(digests.get(1) + "  jobs/size  ");
        List<String> calls = moonlet("slowlog", "--count", "1000")
                .out()
                .lines()
                .filter(line -> line.contains("  EVALSHA")) // SCRIPT EXISTS may be there, too
                .toList();
        assertThat(calls).isNotEmpty().allMatch(line -> line.contains(" jobs/size "));
        assertThat(redis.connection().sync().scriptExists(digests.get(1))).containsExactly(true);
    }

    @Test
    void digestsAndFunctionsAreNamed() {
        CommandRun run = project.moonlet("name", size.digest(), "shop_0123456789abcdef_jobs_push", "0".repeat(40));
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(size.digest() + "  jobs/size  ")
                                .endsWith("jobs/size.lua"),
                        line -> assertThat(line).startsWith("shop_0123456789abcdef_jobs_push  jobs/push  "));
        assertThat(run.err()).isEqualTo("no script of the project has the digest " + "0".repeat(40) + "\n");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void whatAServerLacksIsADifference() throws IOException {
        CommandRun none = moonlet("diff");
        assertThat(none.out()).contains("missing   jobs/push  127.0.0.1:" + redis.port() + "\n", "missing   plain  ");
        assertThat(none.status()).isEqualTo(ExitStatus.FAILED);
        String older = library("shop", "1".repeat(40));
        CommandRun changed = moonlet("diff");
        assertThat(changed.out())
                .contains("older     jobs/size  ", "library   " + older + "  ", "          jobs/size: older\n");
        assertThat(moonlet("load").status()).isZero();
        CommandRun all = moonlet("diff");
        assertThat(all.out()).contains("loaded    jobs/size  ").doesNotContain("missing");
        assertThat(all.status()).isZero();
        Map<?, ?> server = (Map<?, ?>)
                JSON.std.listFrom(moonlet("diff", "--format", "json").out()).get(0);
        assertThat((List<?>) server.get("scripts")).hasSize(3);
    }

    @Test
    void scriptsAreComparedWithoutTheRightToListFunctions() {
        redis.connection()
                .sync()
                .aclSetuser(
                        "deployer",
                        AclSetuserArgs.Builder.on()
                                .addPassword("secret")
                                .addCommand(CommandType.SCRIPT, CommandKeyword.LOAD)
                                .addCommand(CommandType.SCRIPT, CommandType.EXISTS));
        try {
            String uri = "redis://deployer:secret@127.0.0.1:" + redis.port();
            assertThat(project.moonlet("load", "-u", uri).status()).isZero();
            CommandRun run = project.moonlet("diff", "-u", uri);
            assertThat(run.out()).contains("loaded    jobs/size  ").doesNotContain("missing");
            assertThat(run.err())
                    .isEqualTo("the libraries of 127.0.0.1:" + redis.port()
                            + " are not compared: the user may not run FUNCTION LIST\n");
            assertThat(run.status()).isZero();
        } finally {
            redis.connection().sync().aclDeluser("deployer");
        }
    }

    @Test
    void aFunctionOfTheSameFormIsNoDifference() throws IOException {
        project.write("jobs/push.lua", "return 1\n");
        redis.connection().sync().scriptLoad("return 1\n");
        redis.connection().sync().scriptLoad("return redis.call('GET', KEYS[1])\n");
        library("shop", size.digest());
        CommandRun run = moonlet("diff");
        assertThat(run.out()).contains("function  jobs/size  ");
        assertThat(run.out()).doesNotContain("jobs/size: older");
    }
}
