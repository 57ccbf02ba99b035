package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.moonlet.ScriptExecutionException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.Transaction;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user of the page about security: what it may do, and what is missing without one of its rules. */
class SecurityPageIT {

    private static final String PAGE = "docs/security.md";

    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern RULE = Pattern.compile("`([^`]+)`: .*");
    private static final Pattern TRANSACTION =
            Pattern.compile("\\*\\*A transaction\\*\\* also needs `([^`]+)`, and `([^`]+)` if it watches");
    private static final Map<String, Object> CALL = Map.of("counter", "limit:alice", "limit", 2);
    private static final Pattern MESSAGE = Pattern.compile("`(script [^`]+)`");

    /** What a user sends. */
    private static final String PRIVATE = "a-private-value";

    @TempDir
    Path directory;

    private String user;
    private JavaProject project;
    private RedisProcess server;
    private RedisClient client;

    @BeforeAll
    static void onlyWithTheWordsOfThePage() {
        assumeThat(ServerUnderTest.get().version())
                .as("the page has the words of Redis 7.0")
                .startsWith("7.0");
    }

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
        // the call that the page shows to be refused, and nothing else
        List<Map<String, Object>> refused = server.ask(redis -> redis.aclLog());
        assertThat(refused).hasSize(1);
    }

    @Test
    void withoutARuleCallsFailAsThePageSays() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("../..", PAGE)).stream()
                .filter(line -> line.startsWith("| `~") || line.startsWith("| `+"))
                .toList();
        assertThat(rows).hasSize(6);
        for (String row : rows) {
            String[] cells = CELL.split(row, -1);
            Matcher named = RULE.matcher(cells[1].strip());
            assertThat(named.matches()).as(row).isTrue();
            String rule = named.group(1).replace("\\|", "|");
            String failure = failureWithout(rule);
            Matcher message = MESSAGE.matcher(cells[2]);
            if (message.find()) {
                assertThat(failure).as(rule).startsWith(message.group(1));
            } else {
                assertThat(cells[2]).contains("runs");
                assertThat(failure).as(rule).isEmpty();
            }
        }
    }

    @Test
    void aTransactionNeedsWhatThePageSays() throws Exception {
        Matcher rights = TRANSACTION.matcher(Page.of(PAGE).text());
        assertThat(rights.find()).isTrue();
        setUser(user.replaceFirst("user app ", "") + rights.group(1) + " " + rights.group(2));
        try (Transaction<String, String> transaction = Transaction.of(() -> client.connect(uri()))) {
            ScriptRunner take = new ScriptRunner(
                    ScriptLoader.of(directory.resolve("src/main/lua")).load("limits/take"), transaction);
            Object taken = transaction.runWatching(List.of("limit:alice"), reads -> commands -> take.runAsync(CALL));
            assertThat(taken).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return redis.call('INCR', key)", // WRONGTYPE
                "return redis.call('GET', key, text)", // arguments that the command does not take
                "return redis.call(text, key)", // a command that there is not
                "return text + 1", // an error of Lua
                "return text", // not of the declared type
            })
    void failuresHaveNoValues(String lua) {
        server.ask(redis -> redis.lpush("limit:" + PRIVATE, PRIVATE));
        List<String> seen = new ArrayList<>();
        try (StatefulRedisConnection<String, String> connection = client.connect(server.uri())) {
            ScriptExecutor executor = ScriptExecutor.on(connection)
                    .interceptors(call -> {
                        seen.add(call + " " + call.keys() + " " + call.arguments());
                        return call.proceed();
                    })
                    .build();
            String script = "---@key key\n---@arg text string\n---@return integer\n" + lua;
            Throwable failure = catchThrowable(() -> ScriptLoader.of(directory.resolve("src/main/lua"))
                    .run(executor, script, Map.of("key", "limit:" + PRIVATE, "text", PRIVATE)));
            assertThat(failure).isInstanceOf(ScriptExecutionException.class);
            Stream.iterate(failure, Objects::nonNull, Throwable::getCause).forEach(cause -> seen.add(cause.toString()));
        }
        assertThat(seen).hasSizeGreaterThan(1).noneMatch(text -> text.contains(PRIVATE));
    }

    /** The message of the call that fails when the user lacks a rule; empty if none fails. */
    private String failureWithout(String rule) {
        assertThat(user).contains(" " + rule + " ");
        setUser(user.replaceFirst("user app ", "reset ").replace(" " + rule + " ", " "));
        server.ask(redis -> redis.flushall() + redis.scriptFlush());
        try (StatefulRedisConnection<String, String> connection = client.connect(uri())) {
            ScriptLoader scripts = ScriptLoader.of(directory.resolve("src/main/lua"));
            for (String name : List.of("limits/take", "limits/left", "limits/take", "limits/left")) {
                ScriptRunner runner = new ScriptRunner(scripts.load(name), ScriptExecutor.of(connection));
                Throwable failure = catchThrowable(() -> runner.run(CALL));
                if (failure != null) {
                    return String.valueOf(failure.getMessage());
                }
            }
        }
        return "";
    }

    private RedisURI uri() {
        return RedisURI.builder(server.uri())
                .withAuthentication("app", "secret")
                .build();
    }

    private void setUser(String rules) {
        CommandArgs<String, String> change =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("app");
        List.of(rules.strip().split("\\s+", -1)).forEach(change::add);
        server.ask(redis -> redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), change));
    }
}
