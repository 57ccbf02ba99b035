package dev.moonlet.benchmarks;

/** A client, used as its documentation has it. All but Moonlet take what the scripts are linked to, as strings. */
public enum CallPeer {

    /** Generated classes on a connection. */
    MOONLET {

        @Override
        Caller connect(int port) {
            return new GeneratedCaller(port, false);
        }
    },

    /** Generated classes on a pipeline, which is flushed once. */
    MOONLET_PIPELINE {

        @Override
        Caller connect(int port) {
            return new GeneratedCaller(port, true);
        }
    },

    /** The commands of Lettuce. */
    LETTUCE {

        @Override
        Caller connect(int port) {
            return new LettuceCaller(port, false);
        }
    },

    /** The commands of Lettuce, flushed once. */
    LETTUCE_FLUSHED_ONCE {

        @Override
        Caller connect(int port) {
            return new LettuceCaller(port, true);
        }
    },

    /** Spring Data Redis on Lettuce; many calls are its pipeline. */
    SPRING {

        @Override
        Caller connect(int port) {
            return new SpringCaller(port);
        }
    },

    /** Redisson; many calls are its batch. */
    REDISSON {

        @Override
        Caller connect(int port) {
            return new RedissonCaller(port);
        }
    },

    /** Jedis; many calls are its pipeline. */
    JEDIS {

        @Override
        Caller connect(int port) {
            return new JedisCaller(port);
        }
    };

    /** A connected client. */
    abstract Caller connect(int port);
}
