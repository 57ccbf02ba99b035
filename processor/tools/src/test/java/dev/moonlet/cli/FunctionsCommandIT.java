package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.FunctionLibrary;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisExtension;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.FlushMode;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Libraries of functions that applications have left on a server. */
@NeedsRedis(7)
class FunctionsCommandIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() throws IOException {
        redis.connection().sync().functionFlush(FlushMode.SYNC);
        Files.writeString(directory.resolve("one.lua"), "return 1\n");
    }

    private CommandRun moonlet(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-u", "redis://127.0.0.1:" + redis.port()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private CommandRun prune(String... arguments) {
        List<String> all = new ArrayList<>(List.of("functions", "prune", "--path", directory.toString()));
        all.addAll(List.of(arguments));
        return moonlet(all.toArray(String[]::new));
    }

    private static String load(String application, String digest) {
        CompiledScript script = CompiledScript.of("one", digest, "one.lua\n\n1=0:1\n", "return 1\n");
        FunctionLibrary library = FunctionLibrary.of(application, List.of(script));
        redis.connection().sync().functionLoad(library.text());
        return library.name();
    }

    private static List<String> names() {
        return redis.connection().sync().functionList().stream()
                .map(library -> String.valueOf(library.get("library_name")))
                .sorted()
                .toList();
    }

    private static String digest(int version) {
        return Integer.toString(version).repeat(40);
    }

    private String current() {
        return CommandRun.of("list", "--path", directory.toString())
                .out()
                .replaceAll("(?s).*digest +([0-9a-f]{40}).*", "$1");
    }

    @Test
    void librariesOfApplicationsAreListed() {
        String shop = load("shop", digest(1));
        String mail = load("mail", digest(2));
        redis.connection()
                .sync()
                .functionLoad("#!lua name=other\nredis.register_function('f', function() return 1 end)");
        CommandRun all = moonlet("functions", "list");
        assertThat(all.err()).isEmpty();
        assertThat(all.status()).isZero();
        assertThat(all.out()).contains(shop, mail, "  " + digest(1) + "  one\n").doesNotContain("other");
        assertThat(moonlet("functions", "list", "-a", "mail").out())
                .contains(mail)
                .doesNotContain(shop);
    }

    @Test
    void formerVersionsAreDeletedAndTheNewestOfThemIsKept() {
        String oldest = load("shop", digest(1));
        String middle = load("shop", digest(2));
        String newest = load("shop", digest(3));
        String now = load("shop", current());
        String mail = load("mail", digest(1));
        CommandRun dry = prune("--application", "shop");
        assertThat(dry.err()).isEmpty();
        assertThat(dry.status()).isZero();
        assertThat(dry.out()).contains("would delete  " + middle, "would delete  " + oldest);
        assertThat(dry.out().lines()).hasSize(2);
        assertThat(names()).hasSize(5);
        CommandRun run = prune("--application", "shop", "--yes");
        assertThat(run.out()).contains("deleted  " + middle, "deleted  " + oldest);
        assertThat(names()).containsExactlyInAnyOrder(newest, now, mail);
        assertThat(prune("--application", "shop", "--keep", "0", "--yes").out()).contains(newest);
        assertThat(names()).containsExactlyInAnyOrder(now, mail);
    }

    @Test
    void nothingIsDeletedWhileAScriptDoesNotCompile() throws IOException {
        String name = load("shop", digest(1));
        Files.writeString(directory.resolve("two.lua"), "return (\n");
        assertThat(prune("--application", "shop", "--keep", "0", "--yes").status())
                .isEqualTo(ExitStatus.FAILED);
        assertThat(names()).containsExactly(name);
    }

    @Test
    void aNegativeNumberOfLibrariesIsRefused() {
        CommandRun run = prune("--application", "shop", "--keep", "-1");
        assertThat(run.err()).contains("--keep -1: expected a number of libraries, 0 or more");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    }

    private static String library(String result) {
        return """
                #!lua name=rates
                redis.register_function('rate', function(keys, args) return %s end)
                """.formatted(result);
    }

    @Test
    void librariesAreLoadedAndOthersAreReplacedOnlyOnRequest() throws IOException {
        Files.writeString(directory.resolve("rates.lua"), library("1"));
        CommandRun first = moonlet("functions", "load", "--path", directory.toString());
        assertThat(first.err()).isEmpty();
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("  rates  127.0.0.1:" + redis.port());
        assertThat(names()).containsExactly("rates");
        Files.writeString(directory.resolve("rates.lua"), library("2"));
        CommandRun refused = moonlet("functions", "load", "rates", "--path", directory.toString());
        assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(refused.err()).contains("library rates is not loaded", "already exists", "--replace loads it");
        assertThat(rate()).isEqualTo(1);
        CommandRun replaced = moonlet("functions", "load", "rates", "--replace", "--path", directory.toString());
        assertThat(replaced.err()).isEmpty();
        assertThat(replaced.status()).isZero();
        assertThat(rate()).isEqualTo(2);
    }

    private static long rate() {
        return redis.connection().sync().<Long>fcall("rate", ScriptOutputType.INTEGER);
    }

    @Test
    void aProjectWithoutLibrariesIsAnswered() {
        CommandRun run = moonlet("functions", "load", "--path", directory.toString());
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("the project has no libraries: no file begins with #!lua name=...\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void whatIsNotALibraryIsNotLoaded() {
        CommandRun script = moonlet("functions", "load", "one", "--path", directory.toString());
        assertThat(script.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(script.err()).contains("\"one\" is a script, not a function library");
        CommandRun missing = moonlet("functions", "load", "ones", "--path", directory.toString());
        assertThat(missing.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(missing.err()).contains("script not found: \"ones\"");
    }

    @Test
    void theFunctionsOfALibraryAreChecked() throws IOException {
        Files.writeString(directory.resolve("rates.lua"), library("argz[1]"));
        CommandRun run = CommandRun.of("check", "--path", directory.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.out()).contains("there is no variable \"argz\"").doesNotContain("function-library");
        Files.writeString(directory.resolve("rates.lua"), library("args[1]"));
        assertThat(CommandRun.of("check", "--path", directory.toString()).status())
                .isZero();
    }

    @Test
    void eachPrimaryOfAClusterGetsLibrariesAndLosesFormerOnes(@TempDir Path nodes) throws Exception {
        Files.writeString(directory.resolve("rates.lua"), library("1"));
        CompiledScript old = CompiledScript.of("one", digest(1), "one.lua\n\n1=0:1\n", "return 1\n");
        FunctionLibrary former = FunctionLibrary.of("shop", List.of(old));
        try (RedisCluster cluster = RedisCluster.start(nodes, 0)) {
            cluster.masters().forEach(master -> master.ask(server -> server.functionLoad(former.text())));
            String uri = "redis://127.0.0.1:" + cluster.masters().get(0).port();
            String path = directory.toString();
            CommandRun load = CommandRun.of("functions", "load", "--path", path, "--cluster", "-u", uri);
            assertThat(load.err()).isEmpty();
            assertThat(load.out().lines()).hasSize(RedisCluster.MASTERS);
            CommandRun prune = CommandRun.of(
                    "functions", "prune", "-a", "shop", "--keep", "0", "--yes", "--path", path, "--cluster", "-u", uri);
            assertThat(prune.err()).isEmpty();
            assertThat(prune.out().lines()).hasSize(RedisCluster.MASTERS);
            for (RedisProcess master : cluster.masters()) {
                List<String> libraries = master.ask(server -> server.functionList().stream()
                        .map(library -> String.valueOf(library.get("library_name")))
                        .toList());
                assertThat(libraries).containsExactly("rates");
            }
        }
    }
}
