package dev.moonlet.test;

import dev.moonlet.LuaScript;
import java.util.concurrent.CompletionStage;

@LuaScript("coverage/count")
interface CoveredWords {
    long count(String words, long limit);

    CompletionStage<Long> countAsync(String words, long limit);
}
