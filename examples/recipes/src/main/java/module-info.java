/**
 * Locks, semaphores, rate limiters, job queues, reservations, subscriptions and a cache on Redis, as typed scripts.
 *
 * <p>Each recipe has its own package. What they share is not exported.
 */
module dev.moonlet.recipes {
    requires transitive dev.moonlet;
    requires static com.google.errorprone.annotations;
    requires static java.compiler;
    requires static org.jspecify;

    exports dev.moonlet.recipes.cache;
    exports dev.moonlet.recipes.limiter;
    exports dev.moonlet.recipes.lock;
    exports dev.moonlet.recipes.payload;
    exports dev.moonlet.recipes.queue;
    exports dev.moonlet.recipes.reservation;
    exports dev.moonlet.recipes.subscription;
}
