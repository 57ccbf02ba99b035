package dev.moonlet.recipes.subscription;

import java.util.Objects;

/**
 * What is subscribed to.
 *
 * @see <a href="https://redis.io/docs/latest/develop/pubsub/">Redis Pub/Sub</a>
 */
public sealed interface Topic {

    /** The name of the channel, or the pattern. */
    String name();

    /** A channel: what is sent with {@code PUBLISH}. */
    static Topic channel(String name) {
        return new Channel(name);
    }

    /** All channels that match a pattern as {@code news.*}, in which {@code *}, {@code ?} and {@code […]} have a meaning. */
    static Topic pattern(String pattern) {
        return new Pattern(pattern);
    }

    /**
     * A channel of one shard of a cluster: what is sent with {@code SPUBLISH}, from Redis 7 on. A script can only publish to the
     * shard that it runs on, so the name has the hash tag of its keys.
     */
    static Topic shard(String name) {
        return new Shard(name);
    }

    /** See {@link Topic#channel}. */
    record Channel(String name) implements Topic {

        /** Checks the name. */
        public Channel {
            requireName(name, "channel");
        }
    }

    /** See {@link Topic#pattern}. */
    record Pattern(String name) implements Topic {

        /** Checks the pattern. */
        public Pattern {
            requireName(name, "pattern");
        }
    }

    /** See {@link Topic#shard}. */
    record Shard(String name) implements Topic {

        /** Checks the name. */
        public Shard {
            requireName(name, "shard channel");
        }
    }

    private static void requireName(String name, String what) {
        Objects.requireNonNull(name, what);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "the name of a " + what + " is empty; Topic.pattern(\"*\") is all channels");
        }
    }
}
