package dev.moonlet.recipes;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.cache.Cache;
import dev.moonlet.recipes.cache.Lifetimes;
import dev.moonlet.recipes.limiter.Decision;
import dev.moonlet.recipes.limiter.Quota;
import dev.moonlet.recipes.limiter.RateLimiter;
import dev.moonlet.recipes.lock.AcquireTimeoutException;
import dev.moonlet.recipes.lock.LeaseLostException;
import dev.moonlet.recipes.lock.Lock;
import dev.moonlet.recipes.lock.Locks;
import dev.moonlet.recipes.lock.Semaphore;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.recipes.queue.JobQueue;
import dev.moonlet.recipes.queue.LeasedJob;
import dev.moonlet.recipes.queue.NewJob;
import dev.moonlet.recipes.queue.QueueSettings;
import dev.moonlet.recipes.reservation.Stock;
import dev.moonlet.recipes.subscription.Buffering;
import dev.moonlet.recipes.subscription.Received;
import dev.moonlet.recipes.subscription.Subscription;
import dev.moonlet.recipes.subscription.Subscriptions;
import dev.moonlet.recipes.subscription.Topic;
import io.lettuce.core.RedisClient;
import java.time.Duration;

/** What the pages under {@code docs/recipes} show: {@link PagesTest} compares them. */
abstract class Examples {

    abstract void closeMonth(long token);

    abstract void export();

    abstract void pay(String order);

    abstract String askForPrice(String article);

    abstract void send(String mail) throws MailException;

    abstract void show(String price);

    abstract void showAll();

    static final class MailException extends Exception {

        private static final long serialVersionUID = 1L;

        MailException(String message) {
            super(message);
        }
    }

    void connections(RedisClient client) throws InterruptedException {
        ScriptExecutor executor = ScriptExecutor.of(client.connect());
        Locks locks = Locks.of(executor, client.connectPubSub());

        lock(locks);
        semaphore(locks);
        cache(client, executor);
    }

    void lock(Locks locks) throws InterruptedException {
        Lock lock = locks.lock("month-end");
        try (Lock.Held held = lock.acquire(Duration.ofSeconds(30), Duration.ofSeconds(5))) {
            held.keepAlive(Duration.ofSeconds(30));
            closeMonth(held.token());
        } catch (AcquireTimeoutException e) {
            System.out.println("another process closes the month");
        } catch (LeaseLostException e) {
            System.out.println("closed, but another process may have begun: " + e.key());
        }
    }

    void semaphore(Locks locks) throws InterruptedException {
        Semaphore exports = locks.semaphore("exports", 5);
        try (Semaphore.Held held = exports.acquire(2, Duration.ofMinutes(1), Duration.ofSeconds(5))) {
            export();
            held.extend(Duration.ofMinutes(1));
            export();
        }
    }

    void limiter(ScriptExecutor executor) {
        RateLimiter limiter = RateLimiter.gcra(executor);
        Quota tenant = Quota.of("all", 1000, Duration.ofMinutes(1));
        Quota user = Quota.of("user:42", 10, Duration.ofSeconds(1));
        Decision decision = limiter.acquire("tenant-7", 1, tenant, user);
        if (!decision.allowed()) {
            System.out.println("try again in " + decision.retryAfter());
        }
    }

    void reservation(ScriptExecutor executor) {
        Stock cups = Stock.of(executor, "cups");
        cups.add(100);
        if (cups.reserve("order-1", 2, Duration.ofMinutes(15))) {
            pay("order-1");
            if (!cups.confirm("order-1")) {
                System.out.println("paid too late");
            }
        }
    }

    void cache(RedisClient client, ScriptExecutor executor) throws InterruptedException {
        Lifetimes times = new Lifetimes(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(5));
        Cache prices = Cache.of(executor, client.connectPubSub(), "prices", times);
        System.out.println(prices.get("cup", this::askForPrice));
        prices.drop("cup");
    }

    void queue() throws InterruptedException {
        RedisClient client = RedisClient.create("redis://localhost:6379");
        try (var connection = client.connect();
                var wakeups = client.connectPubSub();
                JobQueue<String> queue = new JobQueue<>(
                        ScriptExecutor.of(connection), wakeups, "mail", Payloads.strings(), QueueSettings.defaults())) {
            queue.add(NewJob.of("order-17", "to: ann").withPriority(5));
            for (LeasedJob<String> job : queue.take(10, Duration.ofSeconds(20))) {
                try {
                    send(job.payload());
                    job.acknowledge();
                } catch (MailException e) {
                    job.fail(e.toString());
                }
            }
        }
    }

    void subscriptions(RedisClient client) throws InterruptedException {
        try (Subscriptions subscriptions = Subscriptions.connect(client);
                Subscription<String> prices = subscriptions.subscribe(
                        Topic.channel("prices"), Payloads.strings(), Buffering.dropOldest(1000))) {
            while (true) {
                Received<String> received = prices.take();
                if (received instanceof Received.Message<String> message) {
                    show(message.payload());
                } else {
                    showAll();
                }
            }
        }
    }
}
