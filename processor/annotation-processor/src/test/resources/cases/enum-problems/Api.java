package app;

import dev.moonlet.Code;
import dev.moonlet.LuaScript;

@LuaScript("jobs")
public interface Api {
    Partly partly(String job, Partly from);

    long missing(String job);

    long unknown(String job);

    long misspelt(String job);

    enum Partly {
        @Code(0)
        ONE,
        TWO
    }

    enum Named {
        LATE,
        EARLY
    }
}
