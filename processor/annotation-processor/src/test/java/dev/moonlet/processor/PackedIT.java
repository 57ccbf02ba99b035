package dev.moonlet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.moonlet.MsgpackCodec;
import dev.moonlet.ReplyMismatchException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.TypeRef;
import dev.moonlet.jackson.JacksonMsgpackCodec;
import dev.moonlet.loader.ScriptLoader;
import dev.moonlet.loader.ScriptRunner;
import dev.moonlet.processor.Implementations.Implementation;
import dev.moonlet.processor.Packed.Order;
import dev.moonlet.processor.Packed.Point;
import dev.moonlet.testing.RedisExtension;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/** Values in MessagePack. */
class PackedIT {

    private static final MsgpackCodec CODEC = new JacksonMsgpackCodec(new ObjectMapper(new MessagePackFactory()));

    @RegisterExtension
    static final RedisExtension redis = new RedisExtension();

    @TempDir
    static Path directory;

    private static Implementation<Packed> implementation;

    private static Packed packed;

    @BeforeAll
    static void compile() throws Exception {
        implementation = Implementations.of(Packed.class, directory);
        packed = implementation.create(ScriptExecutor.of(redis.connection()), CODEC);
    }

    @Test
    void valuesComeBackAsTheyWere() {
        Order order = new Order("ü", null, 0.1, List.of(1, -2, 70_000), Map.of("red", 1L << 52));
        Packed.Echo echo = packed.echo(order);
        assertThat(echo.value()).isEqualTo(order);
        assertThat(echo.seen()).isEqualTo("table nil 3 0.1");
    }

    @Test
    void anEmptyTableIsWhatIsExpected() {
        Order order = new Order("x", "y", 7, List.of(), Map.of());
        assertThat(packed.echo(order).value()).isEqualTo(order);
    }

    @Test
    void luaSeesNilAndDefaults() {
        assertThat(packed.lua("nil")).isEmpty();
        assertThat(packed.lua("'\\147\\1\\2\\3'")).contains(List.of(1, 2, 3)); // packed already
        assertThat(packed.points("{ { x = 1 }, { x = 2, y = 3 } }"))
                .contains(List.of(new Point(1, null), new Point(2, 3)));
        assertThat(packed.point("point", null)).contains(new Point(7, null));
        assertThat(packed.point("point", new Point(1, 2))).contains(new Point(1, 2));
    }

    @Test
    void whatCmsgpackWouldLoseIsAnError() {
        assertThatThrownBy(() -> packed.lua("{ a = 2^53 }"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("has been rounded by Lua");
        String deep = "{".repeat(17) + "}".repeat(17);
        assertThatThrownBy(() -> packed.lua(deep))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("nested more than 16 deep");
        assertThat(packed.lua("{".repeat(16) + "}".repeat(16))).isPresent();
        assertThatThrownBy(() -> packed.points("{ { x = 'one' } }")).isInstanceOf(ReplyMismatchException.class);
        assertThatThrownBy(() -> packed.lua("redis.error_reply('SAD it is')"))
                .isInstanceOf(ScriptErrorException.class)
                .hasMessageContaining("SAD it is");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    c4 01 00             | it holds binary data, which cmsgpack can't read
                    91 d6 ff 00 00 00 00 | it holds an extension, which cmsgpack can't read
                    cf 00 20 00 00 00 00 00 01 | it holds an integer beyond 2^53
                    d3 80 00 00 00 00 00 00 00 | it holds an integer beyond 2^53
                    92 01                | it is not MessagePack
                    a5 61                | it is not MessagePack
                    01 02                | it is more than one value of MessagePack
                    dd ff ff ff ff 01    | it is not MessagePack
                    """)
    void whatScriptsCannotReadIsRefused(String hex, String message) throws Exception {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        MsgpackCodec written = new MsgpackCodec() {
            @Override
            public byte[] encode(Object value, TypeRef<?> type) {
                return bytes;
            }

            @Override
            public <T> @Nullable T decode(byte[] msgpack, TypeRef<T> type) {
                return null;
            }
        };
        Packed refused = implementation.create(ScriptExecutor.of(redis.connection()), written);
        assertThatThrownBy(() -> refused.point("point", new Point(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("point of script packed/lua: " + message);
    }

    @Test
    void aMapperOfJsonIsRefused() {
        assertThatThrownBy(() -> new JacksonMsgpackCodec(new ObjectMapper()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MessagePackFactory");
    }

    @Test
    void runnersPackPlainValues() {
        ScriptRunner runner = new ScriptRunner(
                ScriptLoader.of(Path.of("src/test/lua")).load("packed/echo"), ScriptExecutor.of(redis.connection()));
        Map<String, Object> order = Map.of("total", 0.5, "lines", List.of(1, 2), "text", "ü", "flag", true);
        assertThat(runner.run(Map.of("value", order)))
                .isEqualTo(Map.of(
                        "seen",
                        "table nil 2 0.5",
                        "value",
                        Map.of("total", 0.5, "lines", List.of(1L, 2L), "text", "ü", "flag", true)));
    }
}
