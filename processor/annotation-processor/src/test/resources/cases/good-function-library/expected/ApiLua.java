package app;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.ArrayValues;
import dev.moonlet.codegen.CompiledLibrary;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import dev.moonlet.codegen.ScriptCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Api} on Redis.
 *
 * <p>Written from accounts.lua, modular.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class ApiLua implements Api {
    private static final CompiledLibrary ACCOUNTS = CompiledLibrary.of(
            "bank_accounts",
            "087d31abde16f5a578f1b9c176c187c8798405ba",
            """
            accounts.lua

            1=0:1
            """,
            """
            #!lua name=bank_accounts

            -- How much an account has.
            local function balance_of(account)
              return tonumber(redis.call('GET', account) or 0)
            end

            -- Moves an amount from one account to another.
            ---@key from
            ---@key to
            ---@arg amount integer
            ---@return integer what is left
            redis.register_function('transfer', function(keys, args)
              local amount = tonumber(args[1])
              if balance_of(keys[1]) < amount then
                return redis.error_reply('INSUFFICIENT funds')
              end
              redis.call('INCRBY', keys[2], amount)
              return redis.call('DECRBY', keys[1], amount)
            end)

            redis.register_function{
              function_name = 'balance',
              callback = function(k) return redis.call('GET', k[1]) end,
              flags = { 'no-writes' },
            }

            server.register_function('rename', function(keys, args)
              redis.call('RENAME', keys[1], keys[2])
              redis.call('PEXPIRE', keys[2], args[1])
              return redis.call('GET', keys[2])
            end)

            -- The entries of some kinds.
            ---@key account
            ---@arg most integer
            ---@arg kinds string...
            ---@return string[]
            local function history(keys, args)
              local found = {}
              for i = 2, #args do
                found[#found + 1] = redis.call('LINDEX', keys[1] .. ':' .. args[i], args[1]) or ''
              end
              return found
            end

            redis.register_function{ function_name = 'history', callback = history, flags = { 'no-writes' } }
            """);

    private static final CompiledLibrary MODULAR = CompiledLibrary.of(
            "modular",
            "5923d2307eb571ff6a95d92aa288ef5aa8045dec",
            """
            modular.lua
            lib/counter.lua

            1=0:1
            2*0:1
            15*1:1^0:2
            16=1:1^0:2
            17=1:3^0:2
            20=1:7^0:2
            21*1:1^0:2
            22*0:1
            23=0:2
            24=0:4
            27*0:1
            """,
            """
            #!lua name=modular
            local moonlet_modules = {}
            local function require(name)
              local module = moonlet_modules[name]
              local loader = module.loader
              if loader then
                module.loader = nil
                module.value = loader(name)
                if module.value == nil then module.value = true end
              elseif module.value == nil then
                error("loop or previous error loading module '" .. name .. "'", 2)
              end
              return module.value
            end
            moonlet_modules["lib/counter"] = { loader = function()
            local counter = {}
            function counter.add(key)
              return redis.call('INCR', key)
            end
            return counter
            end }
            return (function()
            local counter = require("lib/counter")
            redis.register_function('count', function(keys, args)
              return counter.add(keys[1])
            end)
            end)()
            """);

    private static final CompiledScript ACCOUNTS_TRANSFER = ACCOUNTS.function("accounts#transfer", "transfer");

    private static final CompiledScript ACCOUNTS_BALANCE = ACCOUNTS.readOnly("accounts#balance", "balance");

    private static final CompiledScript ACCOUNTS_RENAME = ACCOUNTS.function("accounts#rename", "rename");

    private static final CompiledScript ACCOUNTS_HISTORY = ACCOUNTS.readOnly("accounts#history", "history");

    private static final CompiledScript MODULAR_COUNT = MODULAR.function("modular#count", "count");

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public ApiLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(ACCOUNTS_TRANSFER, ACCOUNTS_BALANCE, ACCOUNTS_RENAME, ACCOUNTS_HISTORY,
                MODULAR_COUNT);
    }

    /**
     * Moves an amount from one account to another.
     */
    @Override
    public long transfer(String from, String to, long amount) {
        return this.executor.execute(transferCall(from, to, amount));
    }

    /**
     * Moves an amount from one account to another.
     */
    @Override
    public CompletionStage<Long> transferAsync(String from, String to, long amount) {
        return this.executor.executeAsync(transferCall(from, to, amount));
    }

    /**
     * Moves an amount from one account to another.
     */
    @Override
    public long move(String from, String to, long amount) {
        return this.executor.execute(transferCall(from, to, amount));
    }

    @Override
    public Optional<String> balance(String account) {
        return this.executor.execute(ACCOUNTS_BALANCE.call()
                .key("account", account)
                .returning(Optional.class, ReplyDecoder.undeclared(reply ->
                        reply.optional(Reply::string))));
    }

    @Override
    public Optional<String> rename(String from, String to, Duration expiry) {
        return this.executor.execute(ACCOUNTS_RENAME.call()
                .key("from", from)
                .key("to", to)
                .milliseconds("expiry", expiry)
                .returning(Optional.class, reply -> reply.optional(Reply::string)));
    }

    /**
     * The entries of some kinds.
     */
    @Override
    public List<String> history(String account, int most, String... kinds) {
        return this.executor.execute(ACCOUNTS_HISTORY.call()
                .key("account", account)
                .integer("most", most)
                .rest("kinds", ArrayValues.of(kinds), ScriptCall::string)
                .returning(List.class, reply -> reply.list(Reply::string)));
    }

    @Override
    public long count(String page) {
        return this.executor.execute(MODULAR_COUNT.call()
                .key("page", page)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    private static ScriptInvocation<Long> transferCall(String from, String to, long amount) {
        return ACCOUNTS_TRANSFER.call()
                .key("from", from)
                .key("to", to)
                .integer("amount", amount)
                .returning(long.class, Reply::integer);
    }
}
