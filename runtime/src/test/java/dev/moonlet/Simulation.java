package dev.moonlet;

import io.lettuce.core.api.StatefulConnection;

/** What the simulation needs of the classes that it drives, beyond the API. */
final class Simulation {

    private Simulation() {}

    /** Has these take their time from a world. */
    static void begin(SimulatedWorld world) {
        Later.clock = world::now;
    }

    static Delivery delivery(Pipeline pipeline) {
        return pipeline.delivery();
    }

    /** What must hold when everything is over. */
    static void check(StatefulConnection<?, ?> connection, SimulatedClient client) {}
}
