package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.time.Duration;
import java.util.List;

@LuaScript("finish")
public interface Api {
    long finish(@Key QueueKeys keys, String id, Result<String> result);

    @LuaScript("plain")
    long plain(@Key QueueKeys keys, Options options, String... ids);

    @LuaScript("order")
    void order(Order order, Options options);

    record QueueKeys(@Key("wait") String waiting, String active, @Key("events") String stream) {}

    record Result<T>(T value, Meta meta) {}

    record Meta(@Arg("finished_at") long at, boolean failed) {}

    record Options(int limit, @Arg(type = "seconds") Duration keep) {}

    record Order(String id, List<Integer> sizes) {}
}
