package app;

import dev.moonlet.LuaScript;
import java.util.List;

public interface Api {
    @LuaScript("stock")
    interface Stock {
        long take(String item, List<Long> counts);

        Level level(String item);

        long left(String item);

        long sold(String item);

        record Level(long count, boolean low) {}
    }

    @LuaScript("empty")
    interface Empty {
        void run();
    }

    @LuaScript("included")
    interface Included {
        void run();
    }
}
