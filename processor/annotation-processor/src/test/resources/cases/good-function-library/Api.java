package app;

import dev.moonlet.Arg;
import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.Returns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

@LuaScript("accounts")
public interface Api {
    long transfer(String from, String to, long amount);

    CompletionStage<Long> transferAsync(String from, String to, long amount);

    @LuaScript("accounts#transfer")
    long move(String from, String to, long amount);

    Optional<String> balance(@Key String account);

    @Returns("string?")
    Optional<String> rename(@Key String from, @Key String to, @Arg(type = "milliseconds") Duration expiry);

    List<String> history(String account, int most, String... kinds);

    @LuaScript("modular#count")
    long count(@Key String page);
}
