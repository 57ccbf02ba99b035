package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} and {@code load} do on a cluster, and on a server that wants a password. */
@Timeout(120)
class ServerCommandsIT {

    private static final String SECRET = "hunter2xyz";
    private static final String INCREMENT = "---@key counter\n---@return integer\nreturn redis.call('INCR', counter)\n";

    @TempDir
    static Path servers;

    private static RedisCluster cluster;
    private static RedisProcess guarded;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        cluster = RedisCluster.start(servers, 0);
        guarded = RedisProcess.start("requirepass " + SECRET);
    }

    @AfterAll
    static void stop() throws IOException {
        guarded.close();
        cluster.close();
    }

    @BeforeEach
    void scripts() throws IOException {
        write("jobs/increment.lua", INCREMENT);
        write("jobs/size.lua", "---@include \"/lib/part\"\nreturn redis.call('LLEN', KEYS[1]) + part\n");
        write("lib/part.lua", "local part = 0\n");
        write("other.lua", "return 1\n");
        for (RedisProcess master : cluster.masters()) {
            ask(master, redis -> redis.scriptFlush() + redis.flushall());
        }
        ask(guarded, RedisCommands::scriptFlush);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static <T> T ask(RedisProcess server, Function<RedisCommands<String, String>, T> question) {
        RedisURI uri = RedisURI.create("127.0.0.1", server.port());
        if (server == guarded) {
            uri.setAuthentication(SECRET.toCharArray());
        }
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    private static List<Boolean> loaded(RedisProcess server, String... digests) {
        List<Boolean> loaded = ask(server, redis -> redis.scriptExists(digests));
        return loaded;
    }

    private CommandRun moonlet(String... arguments) {
        return moonlet("", Map.of(), arguments);
    }

    private CommandRun moonlet(String input, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--path", directory.toString()));
        CommandRun run =
                CommandRun.withInput(input.getBytes(StandardCharsets.UTF_8), environment, all.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(SECRET, "\tat ");
        return run;
    }

    private static String uri(RedisProcess server) {
        return "redis://127.0.0.1:" + server.port();
    }

    /** The digests of scripts that compile, by name. */
    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Object script :
                JSON.std.listFrom(moonlet("list", "--format", "json").out())) {
            Map<?, ?> listed = (Map<?, ?>) script;
            digests.put(String.valueOf(listed.get("name")), String.valueOf(listed.get("digest")));
        }
        return digests;
    }

    @Test
    void keysDecideWhichServerOfAClusterRunsAScript() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            CommandRun run = moonlet(
                    "run",
                    "jobs/increment",
                    "--cluster",
                    "-u",
                    uri(cluster.masters().get(0)),
                    "--key",
                    "counter=k" + i);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEqualTo("1\n");
            assertThat(run.status()).isZero();
        }
        for (RedisProcess master : cluster.masters()) {
            if (ask(master, RedisCommands::dbsize) > 0) {
                used.add(master.port());
            }
        }
        assertThat(used).hasSize(RedisCluster.MASTERS);
    }

    @Test
    void aRedirectWithoutClusterSaysHowToFollowIt() {
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            CommandRun run =
                    moonlet("run", "jobs/increment", "-u", uri(cluster.masters().get(0)), "--key", "counter=k" + i);
            if (run.status() != 0) {
                assertThat(run.err()).contains("MOVED ").contains("--cluster follows redirects");
                refused.add(run.err());
            }
        }
        assertThat(refused).isNotEmpty();
    }

    @Test
    void keysOfDifferentSlotsAreRefused() throws IOException {
        write("two.lua", "---@key a\n---@key b\nreturn redis.call('EXISTS', a, b)\n");
        CommandRun run =
                moonlet("run", "two", "--cluster", "-u", uri(cluster.masters().get(0)), "--key", "a=x", "--key", "b=y");
        assertThat(run.err()).contains("slot");
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void scriptsAreLoadedIntoEveryPrimary() throws IOException {
        CommandRun run =
                moonlet("load", "--cluster", "-u", uri(cluster.masters().get(1)));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        Map<String, String> digests = digests();
        assertThat(digests).containsOnlyKeys("jobs/increment", "jobs/size", "other");
        assertThat(run.out().lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .contains(cluster.masters().stream()
                        .map(master -> ":" + master.port())
                        .toList()));
        digests.forEach((name, digest) -> assertThat(run.out()).contains(digest + "  " + name + "  "));
        for (RedisProcess master : cluster.masters()) {
            assertThat(loaded(master, digests.values().toArray(String[]::new))).containsOnly(true);
        }
    }

    @Test
    void everyPrimaryIsCompared() throws IOException {
        String first = uri(cluster.masters().get(0));
        assertThat(moonlet("load", "--cluster", "-u", first).status()).isZero();
        CommandRun same = moonlet("diff", "--cluster", "-u", first);
        assertThat(same.status()).isZero();
        assertThat(same.out().lines()).hasSize(3 * RedisCluster.MASTERS).allMatch(line -> line.startsWith("loaded "));
        RedisProcess emptied = cluster.masters().get(2);
        ask(emptied, RedisCommands::scriptFlush);
        CommandRun differing = moonlet("diff", "--cluster", "-u", first);
        assertThat(differing.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(differing.out().lines().filter(line -> line.startsWith("missing ")))
                .hasSize(3)
                .allMatch(line -> line.endsWith(":" + emptied.port()));
    }

    @Test
    void theSlowLogsOfAllPrimariesAreRead() {
        for (RedisProcess master : cluster.masters()) {
            ask(master, redis -> redis.configSet("slowlog-log-slower-than", "0") + redis.slowlogReset());
        }
        String first = uri(cluster.masters().get(0));
        for (int i = 0; i < 20; i++) {
            moonlet("run", "jobs/increment", "--cluster", "-u", first, "--key", "counter=k" + i);
        }
        CommandRun run = moonlet("slowlog", "--count", "1000", "--cluster", "-u", first);
        assertThat(run.err()).isEmpty();
        for (RedisProcess master : cluster.masters()) {
            assertThat(run.out()).containsPattern(":" + master.port() + "  EVAL(SHA)? jobs/increment 1 k");
        }
    }

    @Test
    void aFolderIsLoadedAlone() throws IOException {
        for (String given :
                new String[] {"jobs", "jobs/", directory.resolve("jobs").toString()}) {
            CommandRun run =
                    moonlet("", Map.of("REDISCLI_AUTH", SECRET), "load", given, "-u", uri(guarded), "-f", "json");
            assertThat(run.err()).isEmpty();
            assertThat(JSON.std.listFrom(run.out()))
                    .map(script -> String.valueOf(((Map<?, ?>) script).get("name")))
                    .containsExactly("jobs/increment", "jobs/size");
        }
        Map<String, String> digests = digests();
        assertThat(loaded(guarded, digests.getOrDefault("jobs/increment", ""), digests.getOrDefault("other", "")))
                .containsExactly(true, false);
        CommandRun none = moonlet("", Map.of("REDISCLI_AUTH", SECRET), "load", "jbos", "-u", uri(guarded));
        assertThat(none.err()).startsWith("script not found: \"jbos\" [script-not-found]");
        assertThat(none.status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void whatDoesNotCompileIsReportedAndNotLoaded() throws IOException {
        write("jobs/broken.lua", "return nope\n");
        CommandRun run = moonlet("", Map.of("REDISCLI_AUTH", SECRET), "load", "-u", uri(guarded));
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("jobs/broken.lua:1:8: there is no variable \"nope\" [undefined-global]");
        assertThat(run.out()).contains("jobs/increment", "other").doesNotContain("broken");
        for (String text : new String[] {"return nope", "return nope\n"}) {
            String digest = ask(guarded, redis -> redis.digest(text));
            assertThat(loaded(guarded, digest)).containsExactly(false);
        }
    }

    @Test
    void whatTheServerRefusesIsReported() throws IOException {
        write("flags.lua", "#!lua flags=no-such-flag\nreturn 1\n");
        CommandRun run = moonlet("", Map.of("REDISCLI_AUTH", SECRET), "load", "-u", uri(guarded));
        assertThat(run.status()).as(run.err() + run.out()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).contains("flags");
        assertThat(run.out()).contains("other");
    }

    @Test
    void aPasswordComesFromTheEnvironmentOrStandardInput() {
        String[] run = {"run", "other", "-u", uri(guarded)};
        String[] fromInput = {"run", "other", "-u", uri(guarded), "--password-stdin"};
        assertThat(moonlet("", Map.of("REDISCLI_AUTH", SECRET), run).out()).isEqualTo("1\n");
        for (String line : new String[] {SECRET, SECRET + "\n", SECRET + "\r\nmore"}) {
            assertThat(moonlet(line, Map.of("REDISCLI_AUTH", "other"), fromInput)
                            .out())
                    .isEqualTo("1\n");
        }
        assertThat(moonlet(
                                SECRET,
                                Map.of(),
                                "run",
                                "other",
                                "-u",
                                uri(guarded),
                                "--password-stdin",
                                "--user",
                                "default")
                        .out())
                .isEqualTo("1\n");
        assertThat(moonlet(
                                "",
                                Map.of("REDISCLI_AUTH", "other"),
                                "run",
                                "other",
                                "-u",
                                "redis://:" + SECRET + "@127.0.0.1:" + guarded.port())
                        .out())
                .isEqualTo("1\n");
        assertThat(moonlet(run).err())
                .contains("NOAUTH ", "the environment variable REDISCLI_AUTH, or with --password-stdin");
        assertThat(moonlet("", Map.of("REDISCLI_AUTH", SECRET + "no"), run).err())
                .contains("WRONGPASS ");
        assertThat(moonlet("", Map.of(), fromInput).err())
                .isEqualTo("--password-stdin: there is no password on standard input\n");
        CommandRun two = moonlet(SECRET, Map.of(), "run", "other", "-u", "redis://:x@127.0.0.1", "--password-stdin");
        assertThat(two.err()).startsWith("the URI has a user or a password in it");
        assertThat(two.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(moonlet("run", "other", "--user", "me").err()).startsWith("--user needs a password");
    }

    @Test
    void serversThatCannotBeReached() {
        for (String where : new String[] {"127.0.0.1:1", "no-such-host.invalid", "127.0.0.1:" + guarded.port()}) {
            for (String mode : new String[] {"--cluster", "--timeout=5"}) {
                CommandRun run = moonlet("run", "other", mode, "-u", "redis://:" + SECRET + "no@" + where);
                assertThat(run.err()).startsWith("can't connect to " + where + ": ");
                assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
            }
        }
        CommandRun single =
                moonlet("", Map.of("REDISCLI_AUTH", SECRET), "run", "other", "--cluster", "-u", uri(guarded));
        assertThat(single.err()).contains("cluster support disabled");
    }
}
