package dev.moonlet.scripts;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.codegen.CompiledLibrary;
import dev.moonlet.codegen.CompiledScript;
import dev.moonlet.codegen.Reply;
import dev.moonlet.codegen.ReplyDecoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * Runs the scripts of {@link Accounts} on Redis.
 *
 * <p>Written from accounts.lua.
 */
@Generated("dev.moonlet.processor.MoonletProcessor")
public final class AccountsLua implements Accounts {
    private static final CompiledLibrary ACCOUNTS = CompiledLibrary.of(
            "accounts",
            "508ac359827c0a9c39b61f25145e5ad34cc070dd",
            """
            accounts.lua

            1=0:1
            """,
            """
            #!lua name=accounts

            -- A library of functions that others call, too.

            local function balance_of(account)
              return tonumber(redis.call('GET', account) or 0)
            end

            -- Moves an amount, and returns what is left.
            ---@key from
            ---@key to
            ---@arg amount integer
            ---@return integer
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
              callback = function(keys)
                return balance_of(keys[1])
              end,
              flags = { 'no-writes' },
            }

            ---@key account
            ---@arg amount integer
            ---@return integer
            local function deposit(keys, args)
              return redis.call('INCRBY', keys[1], args[1])
            end

            redis.register_function('deposit', deposit)

            redis.register_function('fail', function(keys)
              if redis.call('EXISTS', keys[1]) == 0 then
                error('no account')
              end
              return 1
            end)
            """);

    private static final CompiledScript ACCOUNTS_TRANSFER = ACCOUNTS.function("accounts#transfer", "transfer");

    private static final CompiledScript ACCOUNTS_BALANCE = ACCOUNTS.readOnly("accounts#balance", "balance");

    private static final CompiledScript ACCOUNTS_DEPOSIT = ACCOUNTS.function("accounts#deposit", "deposit");

    private static final CompiledScript ACCOUNTS_FAIL = ACCOUNTS.function("accounts#fail", "fail");

    private final ScriptExecutor executor;

    /**
     * Runs the scripts on an executor.
     *
     * @param executor where and how they run
     */
    public AccountsLua(ScriptExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /**
     * The scripts, for a {@code FunctionLibrary}.
     */
    public static List<CompiledScript> scripts() {
        return List.of(ACCOUNTS_TRANSFER, ACCOUNTS_BALANCE, ACCOUNTS_DEPOSIT, ACCOUNTS_FAIL);
    }

    /**
     * Moves an amount, and returns what is left.
     */
    @Override
    public long transfer(String from, String to, long amount) {
        return this.executor.execute(transferCall(from, to, amount));
    }

    /**
     * Moves an amount, and returns what is left.
     */
    @Override
    public CompletionStage<Long> transferAsync(String from, String to, long amount) {
        return this.executor.executeAsync(transferCall(from, to, amount));
    }

    @Override
    public long balance(String account) {
        return this.executor.execute(ACCOUNTS_BALANCE.call()
                .key("account", account)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public CompletionStage<Long> balanceAsync(String account) {
        return this.executor.executeAsync(ACCOUNTS_BALANCE.call()
                .key("account", account)
                .readTimeout(5000)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    @Override
    public long deposit(String account, long amount) {
        return this.executor.execute(depositCall(account, amount));
    }

    @Override
    public CompletionStage<Long> depositAsync(String account, long amount) {
        return this.executor.executeAsync(depositCall(account, amount));
    }

    @Override
    public long fail(String account) {
        return this.executor.execute(ACCOUNTS_FAIL.call()
                .key("account", account)
                .returning(long.class, ReplyDecoder.undeclared(Reply::integer)));
    }

    private static ScriptInvocation<Long> transferCall(String from, String to, long amount) {
        return ACCOUNTS_TRANSFER.call()
                .key("from", from)
                .key("to", to)
                .integer("amount", amount)
                .returning(long.class, Reply::integer);
    }

    private static ScriptInvocation<Long> depositCall(String account, long amount) {
        return ACCOUNTS_DEPOSIT.call()
                .key("account", account)
                .integer("amount", amount)
                .returning(long.class, Reply::integer);
    }
}
