package app;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.Returns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

@LuaScript("script")
public interface Api {
    long number(@Key String key);

    CompletionStage<Optional<String>> text(@Key String key);

    boolean flag(@Key String key);

    List<Entry> entries(@Key String key);

    Map<String, Entry> byName(@Key String key);

    @Returns("seconds?")
    Optional<Duration> left(@Key String key);

    record Entry(String name, Optional<Long> score) {}
}
