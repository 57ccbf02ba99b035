package app;

import dev.moonlet.LuaScript;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@LuaScript("members")
public interface Api extends Base<String, Long> {
    default long size(String key) {
        return all(key, 10L).size();
    }

    static String name() {
        return "members";
    }

    private String hidden() {
        return "";
    }
}

interface Base<K, L> {
    List<K> all(K key, L limit);

    CompletableFuture<List<K>> allAsync(K key, L limit);
}
