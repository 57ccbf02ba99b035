package dev.moonlet.recipes.killed;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.cache.Cache;
import dev.moonlet.recipes.cache.Lifetimes;
import dev.moonlet.recipes.cache.LoadTimeoutException;
import dev.moonlet.recipes.lock.LeaseLostException;
import dev.moonlet.recipes.lock.Lock;
import dev.moonlet.recipes.lock.Locks;
import dev.moonlet.recipes.lock.Semaphore;
import dev.moonlet.recipes.reservation.Stock;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What processes do with a recipe, again and again. */
enum Work {
    LOCK {
        @Override
        Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
            Lock lock = Locks.of(executor, messages).lock(NAME);
            FencedCounter counter = new FencedCounterLua(executor);
            HoldLog log = new HoldLog(executor);
            return whileHeld -> {
                try (Lock.Held held = lock.acquire(LEASE, WAIT)) {
                    String name = String.valueOf(held.token());
                    log.enter(name, HoldLog.leaseEnd(held.token(), LEASE));
                    Optional<Long> value = counter.read(COUNTER, held.token());
                    whileHeld.run();
                    value.ifPresent(read -> counter.write(COUNTER, held.token(), read + 1));
                    log.leave(name);
                } catch (LeaseLostException e) {
                    // the machine was too slow, and the token has kept the write out
                }
            };
        }
    },

    SEMAPHORE {
        @Override
        Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
            Semaphore semaphore = Locks.of(executor, messages).semaphore(NAME, PERMITS);
            return whileHeld -> {
                try (Semaphore.Held held = semaphore.acquire(2, LEASE, WAIT)) {
                    held.extend(LEASE);
                    whileHeld.run();
                } catch (LeaseLostException e) {
                    // the machine was too slow
                }
            };
        }
    },

    RESERVATION {
        @Override
        Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
            Stock stock = Stock.of(executor, NAME);
            return whileHeld -> {
                String order = UUID.randomUUID().toString();
                if (stock.reserve(order, 3, LEASE)) {
                    whileHeld.run();
                    if (order.charAt(0) < '8') {
                        stock.confirm(order);
                    } else {
                        stock.cancel(order);
                    }
                }
            };
        }
    },

    CACHE {
        @Override
        Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
            Lifetimes times = new Lifetimes(Duration.ofMillis(5), Duration.ZERO, LEASE);
            Cache cache = Cache.of(executor, messages, NAME, times);
            return whileHeld -> {
                try {
                    cache.get(NAME, key -> {
                        whileHeld.run();
                        return VALUE;
                    });
                } catch (LoadTimeoutException e) {
                    // the machine was too slow, or loaders were killed one after the other
                }
            };
        }
    },

    /** Loads values that are stale soon, and has more time for that than it needs. */
    LOADS {
        @Override
        Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
            Lifetimes times = new Lifetimes(Duration.ofMillis(1), Duration.ZERO, Duration.ofMinutes(5));
            Cache cache = Cache.of(executor, messages, NAME, times);
            HoldLog log = new HoldLog(executor);
            return whileHeld -> cache.get(NAME, key -> {
                String load = UUID.randomUUID().toString();
                log.enter(load, HoldLog.ENDLESS);
                whileHeld.run();
                log.leave(load);
                return VALUE;
            });
        }
    };

    static final String NAME = "shared";
    static final String COUNTER = "{counter}";
    static final String VALUE = "loaded";
    static final int PERMITS = 5;
    static final Duration LEASE = Duration.ofMillis(300);
    private static final Duration WAIT = Duration.ofMinutes(1);

    abstract Session begin(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages);

    /** The work of one process. */
    @FunctionalInterface
    interface Session {

        /** Works once, and runs something while it holds what the recipe gives. */
        void round(Runnable whileHeld) throws InterruptedException;
    }
}
