package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;

@LuaScript("jobs")
interface Api {
    ShardResults<Long> declared(String queue);

    ShardResults<Long> computed(String queue);

    ShardResults<Long> untagged(String queue);

    ShardResults<Long> twice();

    ShardResults<Object> undeclared(@Key String queue);
}
