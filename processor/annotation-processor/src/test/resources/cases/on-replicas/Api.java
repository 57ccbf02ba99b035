package app;

import dev.moonlet.LuaScript;
import dev.moonlet.OnReplicas;
import dev.moonlet.ShardResults;

@LuaScript("scripts")
interface Api {
    @OnReplicas
    ShardResults<Long> write();

    @OnReplicas
    long size();
}
