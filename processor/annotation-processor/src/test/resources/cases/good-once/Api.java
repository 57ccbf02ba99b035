package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

interface Api {
    @LuaScript("transfer")
    interface Transfers {
        long run(String source, String target, long amount, UUID request);

        CompletionStage<Long> runAsync(String source, String target, long amount, String request);
    }

    @LuaScript("sale")
    interface Sales {
        List<String> run(List<String> articles, byte[] order, String... names);
    }
}
