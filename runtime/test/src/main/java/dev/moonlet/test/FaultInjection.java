package dev.moonlet.test;

import dev.moonlet.Delivery;
import dev.moonlet.ScriptExecutor;
import dev.moonlet.ScriptInvocation;
import dev.moonlet.ShardInvocation;
import dev.moonlet.ShardResults;
import dev.moonlet.codegen.ScriptFuture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * An executor whose calls fail when a test says so, as they can when connections and servers fail. It passes all others on to
 * the executor that it wraps. {@link MoonletTest} injects one, which is also the executor of the injected implementations:
 *
 * <pre>{@code
 * @MoonletTest(delivery = Delivery.AT_MOST_ONCE)
 * class CheckoutTest {
 *
 *     @Test
 *     void asksAgainIfTheReplyIsLost(Stock stock, FaultInjection faults) {
 *         faults.of("stock/take").loseReply();
 *         new Checkout(stock).buy("socks");
 *         faults.verifyAllUsed();
 *     }
 * }
 * }</pre>
 *
 * <p>Several faults can hit one call: the one that was named first comes first. Blocking and asynchronous methods have the
 * same faults. Safe for use by several threads.
 *
 * @see <a href="https://redis.github.io/lettuce/advanced-usage/#command-execution-reliability">Lettuce: command execution
 *     reliability</a>
 */
public final class FaultInjection implements ScriptExecutor {

    private final ScriptExecutor executor;
    private final Delivery delivery;
    private final @Nullable Supplier<? extends CompletionStage<?>> scriptFlush;
    private final KnownScripts scripts;
    private final List<FaultRule> rules;

    private FaultInjection(
            ScriptExecutor executor,
            Delivery delivery,
            @Nullable Supplier<? extends CompletionStage<?>> scriptFlush,
            KnownScripts scripts,
            List<FaultRule> rules) {
        this.scripts = scripts;
        this.rules = rules;
        this.executor = executor;
        this.delivery = delivery;
        this.scriptFlush = scriptFlush;
    }

    /** Faults of the calls of an executor with {@link Delivery#AT_LEAST_ONCE}. */
    public static FaultInjection on(ScriptExecutor executor) {
        return new FaultInjection(
                Objects.requireNonNull(executor, "executor"),
                Delivery.AT_LEAST_ONCE,
                null,
                new KnownScripts(),
                new CopyOnWriteArrayList<>());
    }

    /** The same executor with another delivery, which decides what a lost reply means, and without faults. */
    public FaultInjection withDelivery(Delivery newDelivery) {
        return new FaultInjection(
                executor,
                Objects.requireNonNull(newDelivery, "newDelivery"),
                scriptFlush,
                scripts,
                new CopyOnWriteArrayList<>());
    }

    /**
     * The same executor with a way in which its servers lose their scripts, and without faults:
     * {@code () -> connection.async().scriptFlush()}.
     */
    public FaultInjection withScriptFlush(Supplier<? extends CompletionStage<?>> newScriptFlush) {
        return new FaultInjection(
                executor,
                delivery,
                Objects.requireNonNull(newScriptFlush, "newScriptFlush"),
                scripts,
                new CopyOnWriteArrayList<>());
    }

    /** The next call. */
    public FaultSelection next() {
        return new FaultSelection(this, FaultSelection.Calls.NEXT);
    }

    /** The call that comes after some others. */
    public FaultSelection after(long number) {
        return next().after(number);
    }

    /** The next call of a script. */
    public FaultSelection of(String script) {
        return next().of(script);
    }

    /** All calls. */
    public FaultSelection always() {
        return next().always();
    }

    /** Each call by chance. */
    public FaultSelection withProbability(double probability, long seed) {
        return next().withProbability(probability, seed);
    }

    /** Removes all faults. */
    public void clear() {
        rules.clear();
    }

    /**
     * Fails if a fault has hit fewer calls than it should: the test does not test what it seems to.
     *
     * @throws AssertionFailedError with the faults, and the scripts that were called if a fault names another one
     */
    public void verifyAllUsed() {
        List<String> unused = rules.stream()
                .filter(rule -> !rule.isUsed())
                .map(FaultRule::toString)
                .toList();
        if (!unused.isEmpty()) {
            throw new AssertionFailedError("faults were not used:\n"
                    + Stream.concat(unused.stream(), unknownScripts().stream()).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Fails if a fault names a script that the test has not called and does not know.
     *
     * @throws AssertionFailedError with the names
     */
    void verifyNames() {
        List<String> unknown = unknownScripts();
        if (!unknown.isEmpty()) {
            throw new AssertionFailedError("faults can't be used:\n" + String.join("\n", unknown));
        }
    }

    private List<String> unknownScripts() {
        return rules.stream()
                .map(FaultRule::unseenScript)
                .filter(script -> !script.isEmpty())
                .distinct()
                .flatMap(script -> scripts.unknown(script).stream())
                .toList();
    }

    /** The scripts that faults can name. */
    KnownScripts scripts() {
        return scripts;
    }

    Delivery delivery() {
        return delivery;
    }

    Supplier<? extends CompletionStage<?>> scriptFlush() {
        if (scriptFlush == null) {
            throw new IllegalStateException(
                    "scripts can't be lost: withScriptFlush(() -> connection.async().scriptFlush())"
                            + " says how the server of this executor loses them");
        }
        return scriptFlush;
    }

    void add(FaultRule rule) {
        rules.add(rule);
    }

    /** The faults that hit a call. Each rule counts it. */
    private List<Fault> select(ScriptInvocation<?> invocation) {
        scripts.add(invocation.scriptName());
        List<Fault> selected = new ArrayList<>();
        for (FaultRule rule : rules) {
            if (rule.hits(invocation.scriptName())) {
                selected.add(rule.fault());
            }
        }
        return selected;
    }

    @Override
    public <T extends @Nullable Object> T execute(ScriptInvocation<T> invocation) {
        List<Fault> selected = select(invocation);
        if (selected.isEmpty()) {
            return executor.execute(invocation);
        }
        try {
            return hit(new BlockingCall<>(executor, invocation), selected)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public boolean allowsBlocking() {
        return executor.allowsBlocking();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> executeAsync(ScriptInvocation<T> invocation) {
        List<Fault> selected = select(invocation);
        return selected.isEmpty()
                ? executor.executeAsync(invocation)
                : ScriptFuture.of(hit(new AsynchronousCall<>(executor, invocation), selected));
    }

    /** Each shard has its own call, which a fault can hit: the others keep their results. */
    @Override
    public <T extends @Nullable Object> ShardResults<T> executeOnShards(ShardInvocation<T> invocation) {
        return executor.executeOnShards(onEachShard(invocation));
    }

    /** Each shard has its own call, as in {@link #executeOnShards}. */
    @Override
    public <T extends @Nullable Object> CompletionStage<ShardResults<T>> executeOnShardsAsync(
            ShardInvocation<T> invocation) {
        return executor.executeOnShardsAsync(onEachShard(invocation));
    }

    private <T extends @Nullable Object> ShardInvocation<T> onEachShard(ShardInvocation<T> invocation) {
        return invocation.around((node, shard) -> new FaultInjection(shard, delivery, scriptFlush, scripts, rules));
    }

    private static <T extends @Nullable Object> CompletionStage<T> hit(Fault.Call<T> call, List<Fault> faults) {
        Collections.reverse(faults);
        Fault.Call<T> hit = call;
        for (Fault fault : faults) {
            hit = new FaultyCall<>(hit, fault);
        }
        return hit.run();
    }

    /** A call that a fault hits. */
    private record FaultyCall<T extends @Nullable Object>(Fault.Call<T> call, Fault fault) implements Fault.Call<T> {

        @Override
        public ScriptInvocation<T> invocation() {
            return call.invocation();
        }

        @Override
        public CompletionStage<T> run() {
            return fault.hit(call);
        }

        @Override
        public <R> CompletionStage<R> ready(CompletionStage<R> stage) {
            return call.ready(stage);
        }
    }

    /** A call that the caller does not wait for. */
    private record AsynchronousCall<T extends @Nullable Object>(ScriptExecutor executor, ScriptInvocation<T> invocation)
            implements Fault.Call<T> {

        @Override
        public CompletionStage<T> run() {
            return executor.executeAsync(invocation);
        }

        @Override
        public <R> CompletionStage<R> ready(CompletionStage<R> stage) {
            return stage;
        }
    }

    /** A call that the caller waits for: all of its stages are complete, so that it stays on the caller's thread. */
    private record BlockingCall<T extends @Nullable Object>(ScriptExecutor executor, ScriptInvocation<T> invocation)
            implements Fault.Call<T> {

        @Override
        public CompletionStage<T> run() {
            try {
                return CompletableFuture.completedFuture(executor.execute(invocation));
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public <R> CompletionStage<R> ready(CompletionStage<R> stage) {
            stage.toCompletableFuture().join();
            return stage;
        }
    }
}
