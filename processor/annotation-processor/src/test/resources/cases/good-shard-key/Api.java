package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;

@LuaScript("count")
interface Api {
    ShardResults<Long> count(String queue);
}
