package dev.moonlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@MoonletTest
class CostReportIT {

    private static List<String> summary(CostReport costs) {
        return costs.calls().stream()
                .map(call -> call.script() + " " + call.commands())
                .toList();
    }

    @Test
    void theCommandsOfScriptsAreThoseThatRan(Notes notes, RedisCommands<String, String> redis, CostReport costs) {
        redis.rpush("index", "a", "b", "c");
        assertThat(notes.tag("index", "tag")).isEqualTo(3);
        assertThat(notes.addAsync("note", "\"quoted\"\r\nline\0")
                        .toCompletableFuture()
                        .join())
                .isEqualTo(1);
        redis.get("nothing");
        assertThat(summary(costs)).containsExactly("notes/tag [LRANGE, SADD, SADD, SADD]", "notes/add [RPUSH]");
        costs.verify("tags");
    }

    @Test
    void callsCountFromWhenTheReportIsTaken(FaultInjection faults, Notes notes, CostReport costs) {
        assertThat(costs.calls()).isEmpty();
        faults.next().deliverTwice();
        notes.add("note", "text");
        assertThat(summary(costs)).containsExactly("notes/add [RPUSH]", "notes/add [RPUSH]");
    }

    @Test
    void aCallThatTheServerLacksTheScriptOfIsNotARun(FaultInjection faults, Notes notes, CostReport costs) {
        notes.add("note", "text");
        faults.next().loseScripts();
        notes.add("note", "text");
        notes.add("note", "text");
        assertThat(summary(costs)).hasSize(3).containsOnly("notes/add [RPUSH]");
        costs.verifyServerTime(Duration.ofMinutes(1));
    }

    @Test
    void scriptsOfOthersHaveTheirDigest(StatefulRedisConnection<String, String> connection, CostReport costs) {
        connection.sync().eval("return redis.call('PING')", io.lettuce.core.ScriptOutputType.STATUS);
        assertThat(summary(costs)).containsExactly(connection.sync().digest("return redis.call('PING')") + " [PING]");
    }

    @Test
    void theServersTimeIsKnown(Notes notes, CostReport costs) {
        notes.count(10_000_000);
        for (int i = 0; i < 5; i++) {
            notes.add("note", "text");
        }
        List<Duration> times = costs.calls().stream()
                .map(call -> call.serverTime().orElseThrow())
                .toList();
        assertThat(times).hasSize(6);
        assertThat(times.get(0))
                .as("a loop takes longer than the fastest of some short calls")
                .isGreaterThan(Collections.min(times.subList(1, 6)))
                .isLessThan(Duration.ofMinutes(1));
        costs.verifyServerTime(Duration.ofMinutes(1));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> costs.verifyServerTime(Duration.ofNanos(1_000)))
                .withMessageContaining("notes/count");
    }

    @Test
    void theSettingsOfTheServerAreRestored(RedisCommands<String, String> redis) {
        assertThat(redis.configGet("slowlog-log-slower-than")).containsValue("10000");
    }

    @Test
    void changedCostsFail(Notes notes, CostReport costs) {
        notes.add("note", "text");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> TestRuns.with("moonlet.goldens", "", () -> {
                    costs.verify("tags");
                    return true;
                }))
                .withMessageContaining("CostReportIT.tags.md differs")
                .withMessageContaining("- | 2 | notes/add | RPUSH |")
                .withMessageContaining("+ | 1 | notes/add | RPUSH |");
    }
}
