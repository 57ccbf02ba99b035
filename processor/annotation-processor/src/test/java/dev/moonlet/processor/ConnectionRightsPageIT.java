package dev.moonlet.processor;

import static dev.moonlet.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ServerUnavailableException;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.Page;
import dev.moonlet.testing.RedisCluster;
import dev.moonlet.testing.RedisProcess;
import dev.moonlet.testing.ServerProcess;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the page about security for clusters, replicas and Sentinel: all of them are enough, and each is needed. */
@NeedsRedis(7)
class ConnectionRightsPageIT {

    private static final String HEADER = "| connection | rule | without it |";
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern RULE = Pattern.compile("\\+[a-z_|-]+");
    private static final String KEY = "limit:alice";

    /**
     * A row.
     *
     * @param connection the connection that needs the rules
     * @param without what happens without them
     */
    record Row(String connection, List<String> rules, String without) {

        private static Row of(String line) {
            List<String> cells =
                    Arrays.stream(CELL.split(line, -1)).map(String::strip).toList();
            List<String> rules = RULE.matcher(cells.get(2).replace("\\|", "|"))
                    .results()
                    .map(rule -> rule.group())
                    .toList();
            return new Row(cells.get(1), rules, cells.get(3));
        }

        private boolean isOf(String kind) {
            return connection.startsWith(kind) || connection.equals("all of them");
        }
    }

    @TempDir
    Path directory;

    private Page page;
    private List<Row> rows;
    private ScriptLoader scripts;
    private RedisClient client;

    @BeforeEach
    void read() throws Exception {
        page = Page.of("docs/security.md");
        rows = page.text()
                .lines()
                .dropWhile(line -> !line.equals(HEADER))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .toList();
        for (Page.Block block : page.blocks()) {
            if (block.file().endsWith(".lua")) {
                Path file = directory.resolve(block.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
        scripts = ScriptLoader.of(directory.resolve("src/main/lua"));
        client = RedisClient.create();
    }

    @AfterEach
    void stop() {
        client.shutdown();
    }

    @Test
    void onACluster(@TempDir Path data) throws Exception {
        try (RedisCluster cluster = RedisCluster.start(data, 1)) {
            RedisProcess replica = cluster.replicaOf(cluster.masterOf(SlotHash.getSlot(KEY)));
            List<RedisProcess> servers = new ArrayList<>();
            for (int i = 0; i < 2 * RedisCluster.MASTERS; i++) {
                servers.add(cluster.node(i));
            }
            List<Row> needed = new ArrayList<>(
                    rows.stream().filter(row -> row.isOf("cluster")).toList());
            allow(servers, needed, List.of());
            try (RedisClusterClient all = clusterClient(cluster);
                    StatefulRedisClusterConnection<String, String> connection = all.connect()) {
                connection.setReadFrom(ReadFrom.REPLICA);
                take(ScriptExecutor.of(connection), KEY);
                assertThat(runsOn(replica, ScriptExecutor.of(connection))).isTrue();
                takeWhileItMoves(cluster, ScriptExecutor.of(connection), "limit:bob");
            }
            assertThat(servers).allSatisfy(server -> assertThat(refused(server)).isEmpty());
            for (String rule : ruleOfMoves(needed).rules()) {
                allow(servers, needed, List.of(rule));
                checkMove(cluster, rule);
            }
            needed.remove(ruleOfMoves(needed));
            for (Row row : needed) {
                allow(servers, needed, row.rules());
                try (RedisClusterClient other = clusterClient(cluster)) {
                    check(row, other, replica);
                }
                if (row.without().equals("runs")) {
                    assertThat(servers)
                            .anySatisfy(server -> assertThat(refused(server)).isNotEmpty());
                }
            }
        }
    }

    private static Row ruleOfMoves(List<Row> needed) {
        return needed.stream()
                .filter(row -> row.without()
                        .equals("such a call can end with a timeout that names `ASK`, `MOVED` or `NOSCRIPT`"))
                .findFirst()
                .orElseThrow();
    }

    private void checkMove(RedisCluster cluster, String missing) {
        try (RedisClusterClient other = clusterClient(cluster);
                StatefulRedisClusterConnection<String, String> connection = other.connect()) {
            ScriptExecutor executor = ScriptExecutor.on(connection)
                    .readTimeout(Duration.ofSeconds(3))
                    .build();
            assertThatThrownBy(() -> takeWhileItMoves(cluster, executor, "limit:carol"))
                    .as(missing)
                    .isInstanceOf(RedisCommandTimeoutException.class)
                    .hasMessageMatching("(?s).*it was not run: .*(ASK|MOVED|NOSCRIPT) .*");
        }
    }

    private void check(Row row, RedisClusterClient other, RedisProcess replica) {
        if (row.without().equals("the client can't connect")) {
            assertThatThrownBy(other::connect).as(row.toString()).isInstanceOf(RedisConnectionException.class);
            return;
        }
        try (StatefulRedisClusterConnection<String, String> connection = other.connect()) {
            ScriptExecutor executor = ScriptExecutor.of(connection);
            take(executor, KEY);
            if (row.without().startsWith("reads fail with `ReadFrom.REPLICA`, and run on the master")) {
                connection.setReadFrom(ReadFrom.REPLICA);
                assertThatThrownBy(() -> left(executor)).isInstanceOf(ServerUnavailableException.class);
                connection.setReadFrom(ReadFrom.REPLICA_PREFERRED);
                assertThat(runsOn(replica, executor)).isFalse();
            } else {
                connection.setReadFrom(ReadFrom.REPLICA);
                assertThat(runsOn(replica, executor)).as(row.toString()).isEqualTo(isRunning(row));
            }
        }
    }

    private static boolean isRunning(Row row) {
        assertThat(row.without()).isIn("runs", "reads run on the master");
        return row.without().equals("runs");
    }

    /** Calls a script with a key whose slot is being moved, so that the server that gets it answers with {@code ASK}. */
    private void takeWhileItMoves(RedisCluster cluster, ScriptExecutor executor, String key) {
        int slot = SlotHash.getSlot(key);
        RedisProcess from = cluster.masterOf(slot);
        RedisProcess to = cluster.masters().stream()
                .filter(server -> server.port() != from.port())
                .findFirst()
                .orElseThrow();
        cluster.beginMove(List.of(slot), from, to);
        try {
            take(executor, key);
        } finally {
            from.ask(redis -> redis.clusterSetSlotStable(slot));
            to.ask(redis -> redis.clusterSetSlotStable(slot));
        }
    }

    @Test
    void withReplicasAndSentinel() throws Exception {
        try (RedisProcess master = RedisProcess.start("repl-diskless-sync-delay 0");
                RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port())) {
            await().until(() -> replica.ask(redis -> redis.info("replication")).contains("master_link_status:up"));
            checkReplicas(
                    List.of(master, replica),
                    "`MasterReplica` with several URIs",
                    List.of(app(master.uri()), app(replica.uri())));
            checkReplicas(List.of(master, replica), "`MasterReplica` with one URI", List.of(app(master.uri())));
            checkSentinel(List.of(master, replica));
        }
    }

    private void checkReplicas(List<RedisProcess> servers, String kind, List<RedisURI> uris) {
        List<Row> needed = rows.stream().filter(row -> row.isOf(kind)).toList();
        assertThat(needed).hasSize(2);
        List<Row> reading = new ArrayList<>(needed);
        assertThat(page.text()).contains("`MasterReplica` needs `+eval_ro` for its reads, too");
        reading.add(new Row(kind, List.of("+eval_ro"), "reads run on the master"));
        allow(servers, reading, List.of());
        try (StatefulRedisMasterReplicaConnection<String, String> connection = connect(uris)) {
            assertThat(runsOn(servers.get(1), ScriptExecutor.of(connection))).isTrue();
        }
        assertThat(servers).allSatisfy(server -> assertThat(refused(server)).isEmpty());
        for (Row row : reading) {
            allow(servers, reading, row.rules());
            if (row.without().equals("the client can't connect")) {
                assertThatThrownBy(() -> connect(uris)).isInstanceOf(RedisConnectionException.class);
                continue;
            }
            try (StatefulRedisMasterReplicaConnection<String, String> connection = connect(uris)) {
                assertThat(runsOn(servers.get(1), ScriptExecutor.of(connection)))
                        .as(row.toString())
                        .isEqualTo(isRunning(row));
            }
        }
    }

    private StatefulRedisMasterReplicaConnection<String, String> connect(List<RedisURI> uris) {
        StatefulRedisMasterReplicaConnection<String, String> connection = uris.size() == 1
                ? MasterReplica.connect(client, StringCodec.UTF8, uris.get(0))
                : MasterReplica.connect(client, StringCodec.UTF8, uris);
        connection.setReadFrom(ReadFrom.REPLICA);
        return connection;
    }

    private void checkSentinel(List<RedisProcess> servers) throws Exception {
        allow(servers, List.of(new Row("Sentinel", List.of("+eval_ro"), "")), List.of());
        String user = page.block("acl", "Sentinels have separate users");
        int port = RedisProcess.freePort();
        try (ServerProcess sentinel = ServerProcess.start(
                "Sentinel ID is",
                List.of(
                        "port " + port,
                        "bind 127.0.0.1",
                        user.strip(),
                        "sentinel monitor main 127.0.0.1 " + servers.get(0).port() + " 1"),
                "--sentinel")) {
            assertThat(sentinel).isNotNull();
            try (StatefulRedisSentinelConnection<String, String> ask =
                    client.connectSentinel(RedisURI.create("127.0.0.1", port))) {
                await().until(() -> ask.sync().replicas("main").stream()
                        .anyMatch(replica -> "ok".equals(replica.get("master-link-status"))));
            }
            RedisURI finder = RedisURI.builder()
                    .withHost("127.0.0.1")
                    .withPort(port)
                    .withAuthentication("finder", "secret")
                    .build();
            RedisURI uri = RedisURI.builder()
                    .withSentinel(finder)
                    .withSentinelMasterId("main")
                    .withAuthentication("app", "secret")
                    .build();
            try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
                take(ScriptExecutor.of(connection), KEY);
            }
            try (StatefulRedisMasterReplicaConnection<String, String> connection = connect(List.of(uri))) {
                assertThat(runsOn(servers.get(1), ScriptExecutor.of(connection)))
                        .isTrue();
            }
        }
    }

    /** The user of the page on some servers, with the rules of some rows but those that are missing. */
    private void allow(List<RedisProcess> servers, List<Row> needed, List<String> missing) {
        String user =
                page.block("acl", "## Rights").replaceFirst("user app ", "").strip();
        CommandArgs<String, String> change =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("app").add("reset");
        List.of(user.split("\\s+", -1)).forEach(change::add);
        needed.stream()
                .flatMap(row -> row.rules().stream())
                .filter(rule -> !missing.contains(rule))
                .forEach(change::add);
        for (RedisProcess server : servers) {
            server.ask(redis -> redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), change));
            server.ask(redis -> redis.scriptFlush() + redis.aclLogReset());
        }
    }

    /** What a server has refused, but for what Lettuce calls itself there since Redis 7.2. */
    private static List<Object> refused(RedisProcess server) {
        return server.ask(redis -> redis.aclLog()).stream()
                .map(entry -> entry.get("object"))
                .filter(object -> !"client|setinfo".equals(object))
                .toList();
    }

    private static RedisURI app(RedisURI uri) {
        return RedisURI.builder(uri).withAuthentication("app", "secret").build();
    }

    private static RedisClusterClient clusterClient(RedisCluster cluster) {
        return RedisClusterClient.create(app(cluster.node(0).uri()));
    }

    private void take(ScriptExecutor executor, String key) {
        run("limits/take", executor, key);
    }

    private void left(ScriptExecutor executor) {
        run("limits/left", executor, KEY);
    }

    private void run(String script, ScriptExecutor executor, String key) {
        new ScriptRunner(scripts.load(script), executor).run(Map.of("counter", key, "limit", 2));
    }

    /** Whether a script that reads runs on a server, which executes its command then. */
    private boolean runsOn(RedisProcess server, ScriptExecutor executor) {
        server.ask(redis -> redis.configResetstat());
        left(executor);
        return server.ask(redis -> redis.info("commandstats")).contains("cmdstat_get:");
    }
}
