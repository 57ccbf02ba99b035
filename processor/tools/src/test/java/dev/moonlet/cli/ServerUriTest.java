package dev.moonlet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUriTest {

    private static final String SECRET = "hunter2xyz";

    @TempDir
    Path directory;

    @BeforeEach
    void script() throws IOException {
        Files.writeString(directory.resolve("a.lua"), "return 1\n");
    }

    /** Mistakes in every part of a URI, with the password where it may be. */
    static Stream<String> malformed() {
        return Stream.of(
                "",
                "%s",
                "127.0.0.1",
                "%s@localhost",
                "redis:%s@localhost",
                "redis:/%s@localhost",
                "redis://",
                "redis:///",
                "redis://:%s",
                "redis://user:%s",
                "redis://:%s@",
                "redis://:%s@:6379",
                "redis://:%s@localhost:port",
                "redis://:%s@localhost:-1",
                "redis://:%s@localhost:99999",
                "redis://:%s@localhost:123456789012",
                "redis://:%s @localhost",
                "redis://:\n%s@localhost",
                "redis://:%s\0@localhost",
                "redis://:/%s@localhost",
                "redis://:?%s@localhost",
                "redis://:#%s@localhost",
                "redis://user:a/b%s@localhost/0",
                "redis://user:a#%s@localhost",
                "redis://a@b?%s@localhost",
                "redis://:%%zz%s@localhost",
                "redis://:[%s@localhost",
                "redis://:%s@[::1",
                "redis://:%s@::1",
                "redis://:%s@localhost/abc",
                "redis://:%s@localhost/-1",
                "redis://:%s@localhost/99999999999999",
                "redis://:%s@localhost?timeout=99999999999999999999s",
                "redis://:%s@localhost?timeout=9223372036854775807d",
                "redis-sentinel://:%s@localhost",
                "redis-sentinel://:%s@localhost:x#main",
                "http://:%s@localhost",
                "redis%s://localhost",
                "jdbc:redis://:%s@localhost");
    }

    static Stream<String> misplaced() {
        return Stream.concat(malformed(), Stream.of("redis://:%s@localhost", "rediss://user:%s@localhost:6380/1"))
                .filter(uri -> uri.contains("redis:") || uri.contains("redis-") || uri.contains("://:%s@"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void noMessageRepeatsAPassword(String template) {
        String uri = template.formatted(SECRET);
        assertSecret("run", "--uri", uri);
        assertSecret("load", "-u=" + uri, "--cluster");
        assertSecret("load", "--uri=" + uri, "--stacktrace");
        assertSecret("load", "-u", uri, "--uri", uri);
        assertSecret("load", "--no-such-option", "-u", uri);
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void noMessageRepeatsAPasswordInTheWrongPlace(String template) {
        String uri = template.formatted(SECRET);
        assertSecret("load", "--no-such-option", uri);
        assertSecret("load", "--urii=" + uri);
        assertSecret("load", "--timeout", uri);
        assertSecret("load", "--format", uri);
        assertSecret("load", "--format=" + uri);
        assertSecret("load", uri);
        assertSecret("list", uri);
        assertSecret("graph", "a", uri);
        assertSecret("link", uri);
        assertSecret("check", uri);
        assertSecret(uri);
    }

    private void assertSecret(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments.length > 1) {
            all.addAll(List.of("--path", directory.toString()));
        }
        if (arguments[0].equals("run")) {
            all.add("a");
        }
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertThat(run.out() + run.err()).as(String.join(" ", all)).doesNotContain(SECRET);
        assertThat(run.status()).as(String.join(" ", all)).isIn(ExitStatus.FAILED, ExitStatus.USAGE);
        assertThat(run.err()).isNotEmpty().doesNotContain("\tat ", "\0");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsRefused(String template) {
        assertThatThrownBy(() -> ServerUri.parse(template.formatted(SECRET)).forServer())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--uri is not the URI of a Redis server: ")
                .hasMessageContaining("expected redis://")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "REDIS://localhost:7000/3",
                "rediss://user:p%40ss@example.com:6380",
                "redis://:p@ss@localhost",
                "redis://secret@localhost",
                "redis://[::1]:7000",
                "redis://localhost?timeout=10s&clientName=me",
                "redis-sentinel://:secret@one:26379,two/0#main",
                "redis-socket:///tmp/redis.sock"
            })
    void whatIsWellFormedIsRead(String uri) {
        RedisURI read = ServerUri.parse(uri).forServer();
        assertThat(read.getPort())
                .isEqualTo(RedisURI.create(uri.toLowerCase(Locale.ROOT)).getPort());
        assertThat(read.getDatabase())
                .isEqualTo(RedisURI.create(uri.toLowerCase(Locale.ROOT)).getDatabase());
    }

    @Test
    void hostsMayHaveUnderscores() {
        RedisURI read = ServerUri.parse("redis://user:secret@my_redis:7000/3").forServer();
        assertThat(read.getHost()).isEqualTo("my_redis");
        assertThat(read.getPort()).isEqualTo(7000);
        assertThat(read.getDatabase()).isEqualTo(3);
    }

    @Test
    void aClusterMayHaveSeveralHosts() {
        List<RedisURI> uris =
                ServerUri.parse("redis://user:secret@one:7000,two,[::1]:7001").forCluster();
        assertThat(uris).extracting(RedisURI::getHost).containsExactly("one", "two", "::1");
        assertThat(uris).extracting(RedisURI::getPort).containsExactly(7000, 6379, 7001);
        assertThatThrownBy(() -> ServerUri.parse("redis://one,two").forServer())
                .hasMessageContaining("only with --cluster");
        assertThatThrownBy(() -> ServerUri.parse("redis://one/3").forCluster())
                .hasMessageContaining("a cluster has no database but 0");
        assertThat(ServerUri.parse("redis://user:secret@one:7000,two").describe())
                .isEqualTo("one:7000, two");
    }
}
