package dev.moonlet.recipes.lock;

import dev.moonlet.ScriptExecutor;
import dev.moonlet.recipes.internal.Signals;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Objects;

/**
 * Makes locks and semaphores on a server or a cluster. One for an application is enough.
 *
 * <pre>{@code
 * Locks locks = Locks.of(ScriptExecutor.of(client.connect()), client.connectPubSub());
 * Lock lock = locks.lock("month-end");
 * }</pre>
 *
 * <p>Safe for use by several threads. The caller closes the connections.
 */
public final class Locks {

    private final Acquirer acquirer;
    private final LockScripts lockScripts;
    private final SemaphoreScripts semaphoreScripts;

    private Locks(ScriptExecutor executor, Signals signals) {
        this.acquirer = new Acquirer(executor, signals);
        this.lockScripts = new LockScriptsLua(executor);
        this.semaphoreScripts = new SemaphoreScriptsLua(executor);
    }

    /**
     * Locks on the server that an executor runs scripts on.
     *
     * @param messages a connection to the same server or cluster that announces what is released. Its subscriptions are those of
     *     the locks that are waited for; other users may subscribe to other channels
     */
    public static Locks of(ScriptExecutor executor, StatefulRedisPubSubConnection<String, String> messages) {
        Objects.requireNonNull(executor, "executor");
        return new Locks(executor, new Signals(Objects.requireNonNull(messages, "messages")));
    }

    /**
     * The lock with a name. Nothing is sent, and nothing has to be closed.
     *
     * @throws IllegalArgumentException if the name is empty or has braces
     */
    public Lock lock(String name) {
        return new Lock(acquirer, lockScripts, name);
    }

    /**
     * The semaphore with a name.
     *
     * @param permits how many there are, from 1 to 10,000; the same in all processes
     * @throws IllegalArgumentException if the name is empty or has braces, or if the number of permits is out of range
     */
    public Semaphore semaphore(String name, int permits) {
        return new Semaphore(acquirer, semaphoreScripts, name, permits);
    }
}
