package app;

import dev.moonlet.LuaScript;
import dev.moonlet.OnReplicas;
import dev.moonlet.ShardResults;

@LuaScript("size")
interface Api {
    @OnReplicas
    ShardResults<Long> size();
}
