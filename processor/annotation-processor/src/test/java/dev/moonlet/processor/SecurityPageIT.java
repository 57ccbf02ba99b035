package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user of the page about security: what it may do, and what is missing without one of its rules. */
class SecurityPageIT {

    private static final String PAGE = "docs/security.md";

    /** A row: a rule, and what happens without it. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([~+][^`]+)`[^|]*(?:\\|(?=load|exists)[^|]*)* \\| (.*) \\|$");

    private static final Pattern MESSAGE = Pattern.compile("`(script [^`]+)`");

    @TempDir
    Path directory;

    private String user;
    private JavaProject project;
    private RedisProcess server;
    private RedisClient client;

    @BeforeEach
    void start() throws Exception {
        user = Page.of(PAGE).block("acl", "## Rights");
        Path users = Files.writeString(directory.resolve("users.acl"), user + "user default on nopass ~* &* +@all\n");
        server = RedisProcess.start("aclfile " + users);
        client = RedisClient.create();
        project = new JavaProject(directory);
        PageCode.of(PAGE)
                .files()
                .forEach((file, text) ->
                        project.write(file, text.replace("localhost:6379", "localhost:" + server.port())));
    }

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void theUserMayRunThePrograms() throws Exception {
        assertThat(project.compile()).isEmpty();
        for (PageCode.Program program : PageCode.of(PAGE).programs()) {
            assertThat(project.run(program.type())).isEqualTo(program.output());
        }
        // what the program does not call: everything that the user may run is needed by a call or named by the page
        assertThat(server.ask(redis -> redis.aclLog())).hasSize(1);
    }

    @Test
    void withoutARuleCallsFailAsThePageSays() throws Exception {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(Path.of("../..", PAGE))).results().toList();
        assertThat(rows).hasSize(6);
        for (MatchResult row : rows) {
            String rule = row.group(1).replace("\\|", "|");
            String failures = failuresWithout(rule);
            List<String> expected = MESSAGE.matcher(row.group(2))
                    .results()
                    .map(message -> message.group(1))
                    .toList();
            if (expected.isEmpty()) {
                assertThat(row.group(2)).contains("runs");
                assertThat(failures).as(rule).isEmpty();
            } else {
                assertThat(failures).as(rule).startsWith(expected.get(0));
            }
        }
    }

    /** The message of the call that fails when the user lacks a rule; empty if none fails. */
    private String failuresWithout(String rule) {
        assertThat(user).contains(" " + rule + " ");
        server.ask(redis -> {
            set(redis.getStatefulConnection(), "reset " + user.replaceFirst("user app ", "").replace(rule + " ", ""));
            redis.flushall();
            return redis.scriptFlush();
        });
        RedisURI uri = RedisURI.builder(server.uri()).withAuthentication("app", "secret").build();
        try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
            ScriptLoader scripts = ScriptLoader.of(directory.resolve("src/main/lua"));
            Map<String, Object> call = Map.of("counter", "limit:alice", "limit", 2);
            for (String name : List.of("limits/take", "limits/left", "limits/take", "limits/left")) {
                ScriptRunner runner = new ScriptRunner(scripts.load(name), ScriptExecutor.of(connection));
                Throwable failure = catchThrowable(() -> runner.run(call));
                if (failure != null) {
                    return String.valueOf(failure.getMessage());
                }
            }
        }
        return "";
    }

    private static void set(StatefulRedisConnection<String, String> connection, String rules) {
        CommandArgs<String, String> arguments =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("app");
        List.of(rules.strip().split(" ")).forEach(arguments::add);
        connection.sync().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments);
    }
}
