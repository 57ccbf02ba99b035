package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.TlsCertificate;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.EpollProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of the page about connections, on a server with TLS, a socket and users, and its table of URIs. */
class ConnectionsPageIT {

    private static final String PAGE = "docs/connections.md";

    /** A row: the URI, where it leads to, the port, the database, whether it is encrypted, and the timeout. */
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `(redis[^`]+)` \\| ([^|]+) \\| (\\d*) ?\\| (\\d+) \\| (yes|no) \\| (\\d+) s \\|$");

    @TempDir
    Path directory;

    private TlsCertificate tls;
    private int encrypted;
    private RedisProcess server;

    @BeforeEach
    void start() throws Exception {
        tls = TlsCertificate.in(directory);
        encrypted = RedisProcess.freePort();
        server = RedisProcess.start(Stream.concat(
                        Stream.of("unixsocket " + socket(), "user app on >secret ~* +@all"),
                        Stream.of(tls.settings(encrypted, "yes")))
                .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path socket() {
        return directory.resolve("redis.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.Encrypted", "app.Local", "app.Timed"})
    void theProgramsRun(String type) throws Exception {
        assumeThat(!type.equals("app.Local") || EpollProvider.isAvailable())
                .as("Unix sockets need the native transport")
                .isTrue();
        PageCode page = PageCode.of(PAGE);
        JavaProject project = new JavaProject(directory);
        page.files().forEach((file, text) -> project.write(file, local(text)));
        assertThat(project.compile()).isEmpty();
        assertThat(page.programs())
                .filteredOn(program -> program.type().equals(type))
                .singleElement()
                .satisfies(program -> assertThat(project.run(type)).isEqualTo(program.output()));
    }

    private String local(String text) {
        return text.replace("localhost:6380", "localhost:" + encrypted)
                .replace("localhost:6379", "localhost:" + server.port())
                .replace("/run/redis.sock", socket().toString())
                .replaceAll("\"(ca|client)\\.crt\"", "\"" + tls.certificate() + "\"")
                .replace("\"client.key\"", "\"" + tls.key() + "\"");
    }

    @Test
    void theUrisLeadWhereThePageSays() throws Exception {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(Path.of("../..", PAGE))).results().toList();
        assertThat(rows).hasSizeGreaterThan(8);
        for (MatchResult row : rows) {
            RedisURI uri = RedisURI.create(row.group(1));
            assertThat(row.group(2)).contains("`" + place(uri) + "`");
            if (!row.group(3).isEmpty()) {
                assertThat(uri.getPort()).isEqualTo(Integer.parseInt(row.group(3)));
            }
            assertThat(uri.getDatabase()).isEqualTo(Integer.parseInt(row.group(4)));
            assertThat(uri.isSsl()).isEqualTo(row.group(5).equals("yes"));
            assertThat(uri.getTimeout()).hasSeconds(Long.parseLong(row.group(6)));
        }
    }

    /** What a URI names: the host, the socket, or the master that Sentinels know. */
    private static String place(RedisURI uri) {
        return Stream.of(uri.getHost(), uri.getSocket(), uri.getSentinelMasterId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
