package dev.moonlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moonlet.testing.NeedsRedis;
import dev.moonlet.testing.RedisExtension;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts that are taken to read only are those that the server under test lets read only. */
class ReadingCommandsIT {

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    /** What the table says of another server holds on this one, too, if it has the command. */
    @Test
    void noCommandThatOnlyReadsWritesHere() {
        List<Object> commands = redis.connection().sync().command();
        assertThat(commands).hasSizeGreaterThan(200);
        commands.forEach(command -> {
            List<?> parts = (List<?>) command;
            List<String> flags =
                    ((List<?>) parts.get(2)).stream().map(String::valueOf).toList();
            String name = parts.get(0).toString().toUpperCase(Locale.ROOT);
            if (flags.contains("write") || flags.contains("noscript")) {
                assertThat(Commands.isReading(name, "")).as(name).isFalse();
            }
        });
    }

    @Test
    void commandsThatReadAreKnown() {
        assertThat(List.of("GET", "hgetall", "TIME", "ZRANGE")).allMatch(name -> Commands.isReading(name, ""));
        assertThat(Commands.isReading("OBJECT", "ENCODING")).isTrue();
        assertThat(Commands.isReading("XINFO", "")).isFalse();
    }

    @Test
    @NeedsRedis(7)
    void theServerRefusesWhatCounts() {
        assertThatThrownBy(() -> redis.connection()
                        .sync()
                        .evalReadOnly(
                                "return redis.call('PFCOUNT', KEYS[1])", ScriptOutputType.INTEGER, new String[] {"k"}))
                .hasMessageContaining("Write commands are not allowed from read-only scripts");
        assertThat(Commands.isReading("PFCOUNT", "")).isFalse();
    }
}
