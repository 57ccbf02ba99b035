package dev.moonlet.benchmarks;

import dev.moonlet.Batching;
import dev.moonlet.ExecutorBuilder;

/** A client, used as its documentation has it. All but Moonlet take what the scripts are linked to, as strings. */
public enum CallPeer {

    /** Generated classes on a connection. */
    MOONLET {

        @Override
        Caller connect(int port) {
            return new GeneratedCaller(port, null);
        }
    },

    /** Generated classes on a pipeline, which is flushed once. */
    MOONLET_PIPELINE {

        @Override
        Caller connect(int port) {
            return new GeneratedCaller(port, ExecutorBuilder::buildPipeline);
        }
    },

    /** Generated classes on a pipeline, which sends many calls as one command. */
    MOONLET_BATCHES {

        @Override
        Caller connect(int port) {
            return new GeneratedCaller(
                    port, builder -> builder.batching(Batching.upTo(200)).buildPipeline());
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
