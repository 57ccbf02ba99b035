package dev.moonlet.recipes.cache;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.internal.Acquisition;
import dev.moonlet.recipes.internal.Attempt;
import dev.moonlet.recipes.internal.BlockingWait;
import dev.moonlet.recipes.internal.ObjectName;
import dev.moonlet.recipes.internal.Signals;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Values that are loaded when they are missing: each by one caller at a time, over all processes. The others get the stale
 * value, or wait for the new one where there is none.
 *
 * <pre>{@code
 * Lifetimes times = new Lifetimes(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(5));
 * Cache prices = Cache.of(executor, client.connectPubSub(), "prices", times);
 * String price = prices.get("cup", shop::askForPrice);
 * }</pre>
 *
 * <p>Safe for use by several threads. The caller closes the connections.
 */
public final class Cache {

    /** One loader that died, and the one after it. */
    private static final int LOADERS_TO_WAIT_FOR = 2;

    private final ScriptExecutor executor;
    private final CacheScripts scripts;
    private final Signals signals;
    private final String name;
    private final Lifetimes times;

    private Cache(ScriptExecutor executor, Signals signals, String name, Lifetimes times) {
        this.executor = executor;
        this.scripts = new CacheScriptsLua(executor);
        this.signals = signals;
        this.name = new ObjectName("cache", name).name();
        this.times = times;
    }

    /**
     * The cache with a name.
     *
     * @param messages a connection to the same server or cluster that announces what is loaded
     * @throws IllegalArgumentException if the name is empty or has braces
     */
    public static Cache of(
            ScriptExecutor executor,
            StatefulRedisPubSubConnection<String, String> messages,
            String name,
            Lifetimes times) {
        Objects.requireNonNull(times, "times");
        return new Cache(executor, new Signals(messages), name, times);
    }

    /**
     * The value of a key: the one that is there, or else the one that the loader returns in this thread, or that another caller
     * loads at the moment. What the loader throws is thrown; another caller then loads.
     *
     * @param loader makes the value, which is not null; a value that it takes too long to load is returned but not stored
     * @throws LoadTimeoutException if other callers were loading for twice the loading time
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalArgumentException if the key is empty or has braces
     */
    public String get(String key, Function<? super String, String> loader) throws InterruptedException {
        Call call = new Call(key);
        CacheScripts.Answer answer = BlockingWait.await(executor, call.entry, call::answer);
        if (answer instanceof CacheScripts.Answer.Found found) {
            return found.value();
        }
        boolean loaded = false;
        try {
            String value = notNull(key, loader.apply(key));
            loaded = true;
            BlockingWait.await(executor, call.entry, () -> call.put(value).toCompletableFuture());
            return value;
        } finally {
            if (!loaded) {
                call.giveUp();
            }
        }
    }

    /** Like {@link #get}, without blocking a thread. The loader is called on a thread of Lettuce, so that it must not block. */
    public CompletionStage<String> getAsync(String key, Function<? super String, CompletionStage<String>> loader) {
        Call call = new Call(key);
        return call.answer()
                .thenCompose(answer -> answer instanceof CacheScripts.Answer.Found found
                        ? CompletableFuture.completedStage(found.value())
                        : call.load(loader))
                .minimalCompletionStage();
    }

    /** Drops a value. What is being loaded at the moment is returned to its callers, but not stored. */
    public void drop(String key) {
        scripts.drop(entry(key));
    }

    private String entry(String key) {
        Objects.requireNonNull(key, "key");
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key of an entry is empty");
        }
        return new ObjectName("cache", name + ":" + key).key();
    }

    private static String notNull(String key, String value) {
        return Objects.requireNonNull(
                value,
                () -> "the loader returned null for \"" + key + "\": cache a text that means that there is none");
    }

    /** One call, which may become the loader. */
    private final class Call {

        private final String caller = UUID.randomUUID().toString();
        private final String key;
        private final String entry;

        Call(String key) {
            this.key = key;
            this.entry = entry(key);
        }

        CompletableFuture<CacheScripts.Answer> answer() {
            Duration wait = times.loading().multipliedBy(LOADERS_TO_WAIT_FOR);
            return Acquisition.start(
                    signals,
                    entry + ":loaded",
                    wait,
                    this::attempt,
                    answer -> giveUp(),
                    () -> new LoadTimeoutException(entry, wait));
        }

        private CompletionStage<Attempt<CacheScripts.Answer>> attempt() {
            return scripts.getAsync(entry, caller, times.loading())
                    .thenApply(answer -> answer instanceof CacheScripts.Answer.Wait wait
                            ? new Attempt.Refused<>(wait.loadedWithin())
                            : new Attempt.Granted<>(answer));
        }

        CompletionStage<String> load(Function<? super String, CompletionStage<String>> loader) {
            CompletionStage<String> loading;
            try {
                loading = loader.apply(key);
            } catch (RuntimeException e) {
                loading = CompletableFuture.failedStage(e);
            }
            return loading.thenApply(value -> notNull(key, value))
                    .whenComplete((value, failure) -> {
                        if (failure != null) {
                            giveUp();
                        }
                    })
                    .thenCompose(value -> put(value).thenApply(stored -> value));
        }

        CompletionStage<Boolean> put(String value) {
            return scripts.putAsync(entry, caller, value, times.fresh(), times.stale());
        }

        void giveUp() {
            scripts.giveUpAsync(entry, caller);
        }
    }
}
