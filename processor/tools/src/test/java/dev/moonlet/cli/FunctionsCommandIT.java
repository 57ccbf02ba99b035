package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moonlet.FunctionLibrary;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.FlushMode;
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
}
