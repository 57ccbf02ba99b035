package app;

import dev.moonlet.Arg;
import dev.moonlet.Codec;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.ValueCodec;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

@LuaScript("finish")
public interface Api {
    long finish(@Key QueueKeys keys, String id, Result<String> result);

    @LuaScript("plain")
    long plain(@Key QueueKeys keys, Options options, String... ids);

    @LuaScript("order")
    void order(Order order, Options options);

    @LuaScript("named")
    void named(Job job, @Codec(Hex.class) Ids ids);

    @LuaScript("pairs")
    Pair<String, Pair<Integer, String>> pairs(@Key String key);

    record Job(String job, int n) {}

    record Ids(UUID id) {}

    record Pair<A, B>(A first, B second) {}

    final class Hex implements ValueCodec<UUID, String> {
        @Override
        public String encode(UUID value) {
            return Long.toHexString(value.getMostSignificantBits());
        }

        @Override
        public UUID decode(String value) {
            return UUID.fromString(value);
        }
    }

    record QueueKeys(@Key("wait") String waiting, String active, @Key("events") String stream) {}

    record Result<T>(T value, Meta meta) {}

    record Meta(@Arg("finished_at") long at, boolean failed) {}

    record Options(int limit, @Arg(type = "seconds") Duration keep) {}

    record Order(String id, List<Integer> sizes) {}
}
