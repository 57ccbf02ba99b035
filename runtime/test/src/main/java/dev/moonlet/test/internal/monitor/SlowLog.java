package dev.moonlet.test.internal.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long the calls of scripts took, by the server's own clock. Waiting and the network are not in it.
 *
 * @see <a href="https://redis.io/docs/latest/commands/slowlog-get/">SLOWLOG GET</a>
 */
public final class SlowLog implements AutoCloseable {

    private static final int LONGEST = 100_000;
    private static final int MICROS = 2;
    private static final int COMMAND = 3;

    private final RedisCommands<byte[], byte[]> redis;
    private final Map<String, String> settings;

    /** Has a server log all commands from now on. */
    public SlowLog(RedisCommands<byte[], byte[]> redis) {
        this.redis = redis;
        this.settings = redis.configGet("slowlog-*");
        redis.configSet("slowlog-max-len", Integer.toString(LONGEST));
        redis.configSet("slowlog-log-slower-than", "0");
        redis.slowlogReset();
    }

    /** The times of the calls of scripts since this was made, in order. */
    public List<Duration> times() {
        List<Duration> times = new ArrayList<>();
        for (Object logged : redis.slowlogGet(LONGEST)) {
            List<?> entry = (List<?>) logged;
            if (isScript((List<?>) entry.get(COMMAND))) {
                times.add(Duration.of((Long) entry.get(MICROS), ChronoUnit.MICROS));
            }
        }
        Collections.reverse(times);
        return times;
    }

    private static boolean isScript(List<?> words) {
        String command = new String((byte[]) words.get(0), ISO_8859_1).toUpperCase(Locale.ROOT);
        return RunRecorder.isScriptCommand(command);
    }

    /** Restores the settings. */
    @Override
    public void close() {
        settings.forEach(redis::configSet);
    }
}
