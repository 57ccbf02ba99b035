package dev.moonlet.recipes.lock;

import dev.moonlet.ScriptExecutor;

/** Makes locks on a server or a cluster. Safe for use by several threads. */
public final class Locks {

    private final LockScripts scripts;

    private Locks(ScriptExecutor executor) {
        this.scripts = new LockScriptsLua(executor);
    }

    /** Locks on the server that an executor runs scripts on. */
    public static Locks of(ScriptExecutor executor) {
        return new Locks(executor);
    }

    /**
     * The lock with a name. Nothing is sent, and nothing has to be closed.
     *
     * @throws IllegalArgumentException if the name is empty or has braces
     */
    public Lock lock(String name) {
        return new Lock(scripts, name);
    }
}
