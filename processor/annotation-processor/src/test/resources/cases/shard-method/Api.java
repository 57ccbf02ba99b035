package app;

import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;
import java.util.List;

@LuaScript("count")
interface Api {
    long count();

    List<Long> all();

    ShardResults<Long> shards(String shard);
}
