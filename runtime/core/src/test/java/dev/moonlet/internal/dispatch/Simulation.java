package dev.moonlet.internal.dispatch;

import io.lettuce.core.api.StatefulConnection;

/** What the simulation needs of the classes that it drives, beyond the API. */
final class Simulation {

    private Simulation() {}

    /** Has a connection take its time from a world. */
    static void begin(SimulatedWorld world, StatefulConnection<?, ?> connection) {
        DispatcherRegistry.of(connection, world);
    }

    /** What must hold when everything is over. */
    static void check(StatefulConnection<?, ?> connection, SimulatedClient client) {
        if (client.timers() > 0) {
            throw new AssertionError(client.timers() + " timers are left");
        }
    }
}
