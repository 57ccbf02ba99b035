package dev.moonlet.test;

import dev.moonlet.Delivery;
import dev.moonlet.InDoubtException;
import dev.moonlet.ScriptErrorException;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ServerUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Says which calls a fault hits, and then which fault that is. Without more words it is the next call.
 *
 * <pre>{@code
 * faults.after(2).of("jobs/push").loseReply();
 * faults.of("jobs/push").times(3).refuse();
 * faults.withProbability(0.1, 4265).timeOut();
 * }</pre>
 *
 * <p>Immutable. The calls are counted from when the fault is named. What a caller sees is what Moonlet's executors do in the
 * same case.
 *
 * @see FaultInjection
 */
public final class FaultSelection {

    /** The calls that are hit. An empty name is that of any script. */
    record Calls(String script, long skipped, long times, double probability, long seed) {

        static final Calls NEXT = new Calls("", 0, 1, 1, 0);

        @Override
        public String toString() {
            return "faults.after(" + skipped + ")"
                    + (script.isEmpty() ? "" : ".of(\"" + script + "\")")
                    + (probability < 1 ? ".withProbability(" + probability + ", " + seed + ")" : "")
                    + (times == Long.MAX_VALUE ? ".always()" : ".times(" + times + ")");
        }
    }

    private static final String INJECTED = " (injected)";

    private final FaultInjection faults;
    private final Calls calls;

    FaultSelection(FaultInjection faults, Calls calls) {
        this.faults = faults;
        this.calls = calls;
    }

    /**
     * Leaves out the first calls.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public FaultSelection after(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("after " + number + " calls: the number is negative");
        }
        return with(new Calls(calls.script(), number, calls.times(), calls.probability(), calls.seed()));
    }

    /** Counts and hits the calls of one script alone, which is named as in {@code @LuaScript}: {@code jobs/push}. */
    public FaultSelection of(String script) {
        Objects.requireNonNull(script, "script");
        return with(new Calls(script, calls.skipped(), calls.times(), calls.probability(), calls.seed()));
    }

    /**
     * Hits so many calls; one by default.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public FaultSelection times(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(number + " times: the number is not positive");
        }
        return with(new Calls(calls.script(), calls.skipped(), number, calls.probability(), calls.seed()));
    }

    /** Hits all calls. */
    public FaultSelection always() {
        return times(Long.MAX_VALUE);
    }

    /**
     * Hits each call by chance; {@link #times} behind it limits how many. The same seed hits the same calls, if they come in
     * the same order.
     *
     * @param probability between 0 and 1
     * @throws IllegalArgumentException if the probability is another one
     */
    public FaultSelection withProbability(double probability, long seed) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("the probability " + probability + " is not between 0 and 1");
        }
        return with(new Calls(calls.script(), calls.skipped(), Long.MAX_VALUE, probability, seed));
    }

    private FaultSelection with(Calls other) {
        return new FaultSelection(faults, other);
    }

    /**
     * The connection is lost after the script has run and before its reply comes. With {@link Delivery#AT_MOST_ONCE} the call
     * fails with an {@link InDoubtException}. With {@link Delivery#AT_LEAST_ONCE} it is sent again: the script runs twice, and
     * the caller gets the second reply.
     */
    public void loseReply() {
        boolean repeats = faults.delivery() == Delivery.AT_LEAST_ONCE;
        Fault lost = new Fault.ReplyLost(call -> new InDoubtException(
                call.scriptName(), new RedisConnectionException("the connection was lost" + INJECTED)));
        add("loseReply()", repeats ? new Fault.Twice() : lost);
    }

    /** The script runs twice, and the caller gets the second reply: a call that is sent again by whatever layer. */
    public void deliverTwice() {
        add("deliverTwice()", new Fault.Twice());
    }

    /**
     * The server loses all scripts before the call, as with {@code SCRIPT FLUSH} or a restart. The caller does not notice,
     * because executors load scripts again.
     *
     * @throws IllegalStateException if the faults are not those of the extension and have no
     *     {@linkplain FaultInjection#withScriptFlush way to flush}
     */
    public void loseScripts() {
        add("loseScripts()", new Fault.Before(faults.scriptFlush()));
    }

    /**
     * The reply does not come in time: the script runs, and the call fails with a {@link RedisCommandTimeoutException}. That
     * happens without waiting.
     */
    public void timeOut() {
        add("timeOut()", new Fault.ReplyLost(call -> timeout(call, "may have run")));
    }

    /** The call fails with a {@link RedisCommandTimeoutException}, and the script has not run. */
    public void timeOutUnsent() {
        add("timeOutUnsent()", new Fault.NotRun(call -> timeout(call, "was not sent")));
    }

    private static RedisException timeout(ScriptInvocation<?> call, String outcome) {
        return new RedisCommandTimeoutException(
                "script %s was not answered in time; it %s%s".formatted(call.scriptName(), outcome, INJECTED));
    }

    /** There is no connection: the call fails with a {@link ServerUnavailableException}, and the script has not run. */
    public void refuse() {
        add(
                "refuse()",
                new Fault.NotRun(call -> new ServerUnavailableException(
                        call.scriptName(), new RedisConnectionException("connection refused" + INJECTED))));
    }

    /**
     * The server sends the call elsewhere, and this is not followed: a {@link ScriptErrorException} with the code
     * {@code MOVED}. That is what a connection to one server of a cluster sees. Executors for clusters follow redirects, so
     * their callers see {@link #clusterDown()} at most.
     */
    public void redirect() {
        add(
                "redirect()",
                new Fault.NotRun(call -> new ScriptErrorException(
                        call.scriptName(), "MOVED", slot(call.keys()) + " 127.0.0.1:6379" + INJECTED)));
    }

    private static int slot(List<ByteBuffer> keys) {
        return keys.isEmpty() ? 0 : SlotHash.getSlot(keys.get(0));
    }

    /**
     * The cluster can't answer before the timeout, for instance because no master has the slot: a {@link ScriptErrorException}
     * with the code {@code CLUSTERDOWN}.
     */
    public void clusterDown() {
        replyWithError("CLUSTERDOWN", "The cluster is down" + INJECTED);
    }

    /**
     * The server refuses the call: a {@link ScriptErrorException}, and the script has not run.
     *
     * @param code the first word of the error reply: {@code OOM}, {@code READONLY}
     * @param description the rest of it
     */
    public void replyWithError(String code, String description) {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(description, "description");
        add(
                "replyWithError(\"" + code + "\", …)",
                new Fault.NotRun(call -> new ScriptErrorException(call.scriptName(), code, description)));
    }

    /**
     * The call fails with an exception of yours, and the script has not run.
     *
     * @param failure makes it of the script's name
     */
    public void failWith(Function<? super String, ? extends RuntimeException> failure) {
        Objects.requireNonNull(failure, "failure");
        add("failWith(…)", new Fault.NotRun(call -> failure.apply(call.scriptName())));
    }

    private void add(String name, Fault fault) {
        faults.add(new FaultRule(calls, fault, name));
    }
}
