package dev.moonlet.test;

import dev.moonlet.LuaScript;
import dev.moonlet.ShardResults;
import java.util.concurrent.CompletionStage;

/** A script that runs on every shard. */
@LuaScript("size")
interface Sizes {

    ShardResults<Long> size();

    CompletionStage<ShardResults<Long>> sizeAsync();
}
