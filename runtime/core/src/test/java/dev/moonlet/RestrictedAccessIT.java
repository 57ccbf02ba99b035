package dev.moonlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moonlet.scripts.Spread;
import dev.moonlet.scripts.SpreadLua;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerUnderTest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and servers that lack some commands: the table of the page on executors, each row of which is run. */
class RestrictedAccessIT {

    private static final Path PAGE = Path.of("../../docs/executors.md");
    private static final String HEADER = "| lacking | the server has the script | ";
    private static final Pattern CODE = Pattern.compile("`([A-Z_ ]+|runs)`");
    private static final Pattern STATISTIC =
            Pattern.compile("cmdstat_(eval\\w*|script(?:\\|load)?):calls=(\\d+)(?:.*rejected_calls=(\\d+))?.*");

    /**
     * A row.
     *
     * @param lacking the commands that are lacking
     * @param loaded whether the server has the script
     * @param writing by which command a script that writes is sent
     * @param reading by which command a script that only reads is sent
     * @param result what comes of it: {@code runs}, or the code of an error
     */
    record Row(List<String> lacking, boolean loaded, String writing, String reading, List<String> result) {

        private static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Row(
                    codes(cells.get(1)),
                    cells.get(2).equals("yes"),
                    codes(cells.get(3)).get(0),
                    codes(cells.get(4)).get(0),
                    codes(cells.get(5)));
        }

        private static List<String> codes(String cell) {
            return CODE.matcher(cell)
                    .results()
                    .map((MatchResult code) -> code.group(1))
                    .toList();
        }

        /** Whether a server that has no commands for scripts that only read can show it. */
        private boolean isOfOldServers() {
            return lacking.containsAll(List.of("EVALSHA_RO", "EVAL_RO"));
        }
    }

    private static RedisProcess server;
    private static RedisClient client;

    @BeforeAll
    static void start() throws Exception {
        server = RedisProcess.start();
        client = RedisClient.create();
    }

    @AfterAll
    static void stop() throws IOException {
        client.shutdown();
        server.close();
    }

    static List<Row> rows() throws IOException {
        List<Row> rows;
        try (Stream<String> lines = Files.lines(PAGE)) {
            rows = lines.dropWhile(line -> !line.startsWith(HEADER))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(Row::of)
                    .toList();
        }
        assertThat(rows).hasSizeGreaterThan(8);
        boolean old = ServerUnderTest.get().major() < 7;
        return rows.stream().filter(row -> !old || row.isOfOldServers()).toList();
    }

    /** A server is not told to lack a part of SCRIPT, nor does it lose what its script cache holds. */
    static List<Row> rowsOfServers() throws IOException {
        return rows().stream()
                .filter(row -> !row.loaded() && !row.lacking().contains("SCRIPT LOAD"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aUserWhoLacksCommands(Row row) throws Exception {
        server.ask(redis -> {
            redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), rules(row.lacking()));
            redis.configResetstat();
            return redis.scriptFlush();
        });
        RedisURI uri = RedisURI.builder(server.uri())
                .withAuthentication("restricted", "none")
                .build();
        check(row, server, uri);
    }

    /** Who may write nothing: such a user is given the commands for reading scripts alone. */
    @ParameterizedTest
    @ValueSource(strings = {"EVALSHA_RO", "EVAL_RO"})
    void aUserWhoMayCallReadingScriptsAlone(String left) throws Exception {
        assumeTrue(ServerUnderTest.get().major() >= 7, "there are no commands for scripts that only read");
        List<String> lacking = Stream.of("EVALSHA", "EVAL", "EVALSHA_RO", "EVAL_RO")
                .filter(command -> !command.equals(left))
                .toList();
        server.ask(redis -> {
            redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), rules(lacking));
            return redis.scriptFlush();
        });
        RedisURI uri = RedisURI.builder(server.uri())
                .withAuthentication("restricted", "none")
                .build();
        try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
            Spread spread = new SpreadLua(ScriptExecutor.of(connection));
            spread.portOf("ledger");
            server.ask(redis -> redis.configResetstat());
            spread.portOf("ledger");
            assertThat(sent(server)).isEqualTo(Map.of(left, 1));
            assertThatThrownBy(() -> spread.enter("ledger", 1)).hasMessageContaining("NOPERM");
        }
    }

    private static CommandArgs<String, String> rules(List<String> lacking) {
        CommandArgs<String, String> rules =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("restricted");
        List.of("reset", "on", "nopass", "~*", "+@all").forEach(rules::add);
        lacking.stream()
                .filter(RestrictedAccessIT::isKnown)
                .forEach(command -> rules.add("-" + command.replace(' ', '|').toLowerCase(Locale.ROOT)));
        return rules;
    }

    /** Redis 6 has no commands for scripts that only read, and refuses to forbid them. */
    private static boolean isKnown(String command) {
        return ServerUnderTest.get().major() >= 7 || !command.endsWith("_RO");
    }

    @ParameterizedTest
    @MethodSource("rowsOfServers")
    void aServerThatLacksCommands(Row row) throws Exception {
        String[] settings = row.lacking().stream()
                .filter(RestrictedAccessIT::isKnown)
                .map(command -> "rename-command " + command + " \"\"")
                .toArray(String[]::new);
        try (RedisProcess other = RedisProcess.start(settings)) {
            check(row, other, other.uri());
        }
    }

    private static void check(Row row, RedisProcess checked, RedisURI uri) throws Exception {
        check(row, checked, uri, row.writing(), spread -> spread.enter("ledger", 1));
        check(row, checked, uri, row.reading(), spread -> spread.portOf("ledger"));
    }

    /** Two calls find out what is lacking; the next ones are sent at once by the command of the row. */
    private static void check(Row row, RedisProcess checked, RedisURI uri, String command, Consumer<Spread> call)
            throws Exception {
        if (!row.lacking().contains("SCRIPT") || checked == server) {
            checked.ask(redis -> redis.scriptFlush());
        }
        if (row.loaded()) {
            try (StatefulRedisConnection<String, String> other = client.connect(checked.uri())) {
                call.accept(new SpreadLua(ScriptExecutor.of(other)));
            }
        }
        try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
            Spread spread = new SpreadLua(ScriptExecutor.of(connection));
            List<String> codes = new ArrayList<>(List.of(outcome(spread, call), outcome(spread, call)));
            checked.ask(redis -> redis.configResetstat());
            codes.add(outcome(spread, call));
            codes.add(outcome(spread, call));
            assertThat(codes).allSatisfy(code -> assertThat(code).isIn(row.result()));
        }
        // neither an unknown command is in the statistics, nor, before Redis 7, one that was rejected
        boolean counted = (!row.lacking().contains(command) || checked == server)
                && (ServerUnderTest.get().major() >= 7 || !row.result().contains("NOPERM"));
        assertThat(sent(checked)).isEqualTo(counted ? Map.of(command, 2) : Map.of());
    }

    /** The code of a call's error; "runs" if there is none. */
    private static String outcome(Spread spread, Consumer<Spread> call) {
        Throwable failure = catchThrowable(() -> call.accept(spread));
        if (failure == null) {
            return "runs";
        }
        assertThat(failure).isInstanceOf(ScriptErrorException.class);
        String code = ((ScriptErrorException) failure).code();
        if (code.equals("NOSCRIPT")) {
            assertThat(failure).hasMessageContaining("allow SCRIPT LOAD or EVAL");
        }
        return code;
    }

    /** How often the commands by which scripts are called and loaded have been sent, those that were rejected among them. */
    private static Map<String, Integer> sent(RedisProcess asked) {
        Map<String, Integer> sent = new TreeMap<>();
        asked.ask(redis -> redis.info("commandstats"))
                .lines()
                .map(STATISTIC::matcher)
                .forEach(statistic -> {
                    if (statistic.matches()) {
                        String rejected = statistic.group(3) == null ? "0" : statistic.group(3);
                        int count = Integer.parseInt(statistic.group(2)) + Integer.parseInt(rejected);
                        if (count > 0) {
                            sent.put(statistic.group(1).toUpperCase(Locale.ROOT), count);
                        }
                    }
                });
        return sent;
    }
}
