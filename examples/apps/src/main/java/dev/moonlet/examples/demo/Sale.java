package dev.moonlet.examples.demo;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.limiter.Quota;
import dev.moonlet.recipes.limiter.RateLimiter;
import dev.moonlet.recipes.lock.Lock;
import dev.moonlet.recipes.lock.Locks;
import dev.moonlet.recipes.payload.Payloads;
import dev.moonlet.recipes.queue.JobQueue;
import dev.moonlet.recipes.queue.LeasedJob;
import dev.moonlet.recipes.queue.NewJob;
import dev.moonlet.recipes.queue.QueueSettings;
import dev.moonlet.recipes.reservation.Stock;
import dev.moonlet.recipes.subscription.Buffering;
import dev.moonlet.recipes.subscription.Received.Message;
import dev.moonlet.recipes.subscription.Subscription;
import dev.moonlet.recipes.subscription.Subscriptions;
import dev.moonlet.recipes.subscription.Topic;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A shop sells out: each scene shows what one recipe guarantees while many want the same at the same time. */
final class Sale implements AutoCloseable {

    private static final int CUSTOMERS = 300;
    private static final int ADMITTED = 200;
    private static final int MACHINES = 100;
    private static final int PRICE_IN_CENTS = 249_00;
    private static final int WORKERS = 4;
    private static final int SERVERS = 3;

    private final Narrator narrator;
    private final Crowd crowd = new Crowd();
    private final RateLimiter door;
    private final Stock machines;
    private final Till till;
    private final Subscriptions subscriptions;
    private final Subscription<String> screen;
    private final JobQueue<String> receipts;
    private final Lock closing;

    Sale(RedisClient client, Narrator narrator) {
        ScriptExecutor executor = ScriptExecutor.of(client.connect());
        StatefulRedisPubSubConnection<String, String> messages = client.connectPubSub();
        this.narrator = narrator;
        this.door = RateLimiter.slidingWindow(executor);
        this.machines = Stock.of(executor, "coffee machines");
        this.till = new TillLua(executor);
        this.subscriptions = Subscriptions.connect(client);
        this.screen =
                subscriptions.subscribe(Topic.channel("screens"), Payloads.strings(), Buffering.dropOldest(MACHINES));
        this.receipts = new JobQueue<>(
                executor,
                messages,
                "receipts",
                Payloads.strings(),
                QueueSettings.defaults().withLease(Duration.ofMillis(500)));
        this.closing = Locks.of(executor, messages).lock("closing");
    }

    void play() throws InterruptedException {
        List<Integer> inside = admit();
        List<Integer> buyers = sell(inside);
        record(buyers);
        show(buyers.size());
        mailReceipts(buyers.size());
        closeTheDay();
    }

    private List<Integer> admit() throws InterruptedException {
        narrator.scene(
                "rate limiter",
                "%d customers come at once. The door admits %d an hour.".formatted(CUSTOMERS, ADMITTED));
        Quota quota = Quota.of("door", ADMITTED, Duration.ofHours(1));
        List<Integer> inside = crowd.whoSucceed(
                numbers(CUSTOMERS), customer -> door.acquire("shop", 1, quota).allowed());
        narrator.outcome(
                inside.size() == ADMITTED,
                "%d admitted, %d sent away".formatted(inside.size(), CUSTOMERS - inside.size()));
        return inside;
    }

    private List<Integer> sell(List<Integer> inside) throws InterruptedException {
        narrator.scene("reservation", "Each of them wants a machine. One in ten who get one puts it back.");
        machines.add(MACHINES);
        List<Integer> served = crowd.whoSucceed(
                inside, customer -> machines.reserve("customer " + customer, 1, Duration.ofMinutes(10)));
        List<Integer> returning = IntStream.range(0, served.size())
                .filter(i -> i % 10 == 0)
                .mapToObj(served::get)
                .toList();
        crowd.whoSucceed(returning, customer -> machines.cancel("customer " + customer));
        List<Integer> buyers = crowd.whoSucceed(served, customer -> machines.confirm("customer " + customer));
        Stock.Count count = machines.count();
        narrator.outcome(
                served.size() == MACHINES
                        && buyers.size() == MACHINES - returning.size()
                        && count.equals(new Stock.Count(returning.size(), 0, buyers.size())),
                "%d reserved, %d came too late; %d sold and %d on the shelf"
                        .formatted(served.size(), inside.size() - served.size(), count.sold(), count.available()));
        return buyers;
    }

    private void record(List<Integer> buyers) throws InterruptedException {
        narrator.scene("own script", "The shop's script till/record.lua counts each sale and publishes it.");
        crowd.whoSucceed(buyers, customer -> {
            Till.Sold sold = till.record("till", "coffee machine", PRICE_IN_CENTS);
            return receipts.add(NewJob.of("receipt " + sold.number(), "dear customer " + customer));
        });
        Till.Day day = till.read("till");
        narrator.outcome(day.sales() == buyers.size(), "%d sales, %s".formatted(day.sales(), day.total()));
    }

    private void show(int sales) throws InterruptedException {
        narrator.scene("subscription", "A screen shows what the script publishes.");
        int shown = 0;
        boolean inOrder = true;
        while (shown < sales && inOrder) {
            inOrder = screen.poll(Duration.ofSeconds(10)).orElse(null) instanceof Message<String> message
                    && message.payload().startsWith("sale " + (shown + 1) + ":");
            shown += inOrder ? 1 : 0;
        }
        narrator.outcome(shown == sales, "%d sales shown in their order".formatted(shown));
    }

    private void mailReceipts(int sales) throws InterruptedException {
        narrator.scene(
                "job queue", "%d workers mail the receipts. Each tenth receipt has its worker die.".formatted(WORKERS));
        AtomicInteger died = new AtomicInteger();
        AtomicInteger mailed = new AtomicInteger();
        crowd.whoSucceed(numbers(WORKERS), worker -> {
            while (receipts.stats().size() > 0) {
                for (LeasedJob<String> receipt : receipts.take(1, Duration.ofSeconds(1))) {
                    if (receipt.attempt() == 1 && receipt.id().endsWith("0")) {
                        died.incrementAndGet(); // the job is neither acknowledged nor given back
                    } else if (receipt.acknowledge()) {
                        mailed.incrementAndGet();
                    }
                }
            }
            return true;
        });
        narrator.outcome(
                mailed.get() == sales && receipts.stats().acknowledged() == sales,
                "%d receipts mailed; %d workers died with one, which others mailed later"
                        .formatted(mailed.get(), died.get()));
    }

    private void closeTheDay() throws InterruptedException {
        narrator.scene("lock", "%d servers want to close the day, which must happen once.".formatted(SERVERS));
        AtomicInteger reports = new AtomicInteger();
        List<Integer> closers = crowd.whoSucceed(numbers(SERVERS), server -> {
            try (Lock.Held held = closing.acquire(Duration.ofSeconds(30), Duration.ofSeconds(10))) {
                if (till.read("till").closed()) {
                    return false;
                }
                reports.incrementAndGet(); // stands for what takes a while, such as a report for the bank
                return till.close("till", held.token());
            }
        });
        narrator.outcome(
                closers.size() == 1 && reports.get() == 1,
                "%d server closed it, %d found it closed; %d report was written"
                        .formatted(closers.size(), SERVERS - closers.size(), reports.get()));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Override
    public void close() {
        crowd.close();
        receipts.close();
        subscriptions.close();
    }
}
