package dev.moonlet.scripts;

import dev.moonlet.Key;
import dev.moonlet.LuaScript;
import dev.moonlet.ReadTimeout;
import java.util.concurrent.CompletionStage;

/** The functions of a library; {@code src/test/lua/accounts.lua} has them. */
@LuaScript("accounts")
public interface Accounts {

    long transfer(String from, String to, long amount);

    CompletionStage<Long> transferAsync(String from, String to, long amount);

    long balance(@Key String account);

    @ReadTimeout("5s")
    CompletionStage<Long> balanceAsync(@Key String account);

    long deposit(String account, long amount);

    CompletionStage<Long> depositAsync(String account, long amount);

    long fail(@Key String account);
}
