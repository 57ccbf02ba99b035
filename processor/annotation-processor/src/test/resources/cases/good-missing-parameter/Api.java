package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import java.util.List;

/** In any order, by names that are spelt as Java spells them, without what has a default. */
@LuaScript("bucket")
public interface Api {
    long take(List<Integer> ids, String note, double refillPerSecond, String rateLimit);

    long named(@Arg("ids") int[] all, @Arg("note") String why, @Arg("refill_per_second") double rate, @Key("rate_limit") String key);
}
