package dev.moonlet.benchmarks;

import dev.moonlet.recipes.limiter.RateLimiter;

/** A lock or a limiter of a library, used as its documentation has it. */
public enum RecipePeer {

    /** The lock of the recipes, with a lease and a fencing token. */
    MOONLET_LOCK(Work.LOCK) {
        @Override
        RecipeCaller connect(int port) {
            return MoonletRecipes.lock(port);
        }
    },

    /** Redisson's lock, with a lease. */
    REDISSON_LOCK(Work.LOCK) {
        @Override
        RecipeCaller connect(int port) {
            return RedissonRecipes.lock(port);
        }
    },

    /** Redisson's lock with a fencing token. */
    REDISSON_FENCED_LOCK(Work.LOCK) {
        @Override
        RecipeCaller connect(int port) {
            return RedissonRecipes.fencedLock(port);
        }
    },

    /** The token bucket of the recipes. */
    MOONLET_TOKEN_BUCKET(Work.LIMITER) {
        @Override
        RecipeCaller connect(int port) {
            return MoonletRecipes.limiter(port, RateLimiter::tokenBucket);
        }
    },

    /** The generic cell rate algorithm of the recipes. */
    MOONLET_GCRA(Work.LIMITER) {
        @Override
        RecipeCaller connect(int port) {
            return MoonletRecipes.limiter(port, RateLimiter::gcra);
        }
    },

    /** The sliding window of the recipes. */
    MOONLET_SLIDING_WINDOW(Work.LIMITER) {
        @Override
        RecipeCaller connect(int port) {
            return MoonletRecipes.limiter(port, RateLimiter::slidingWindow);
        }
    },

    /** Redisson's limiter, which keeps an entry a permit, as a sliding window does. */
    REDISSON_LIMITER(Work.LIMITER) {
        @Override
        RecipeCaller connect(int port) {
            return RedissonRecipes.limiter(port);
        }
    },

    /** Bucket4j on Lettuce, whose token bucket is computed in Java. */
    BUCKET4J(Work.LIMITER) {
        @Override
        RecipeCaller connect(int port) {
            return Bucket4jRecipes.limiter(port);
        }
    };

    /** What is measured. */
    public enum Work {

        /** Takes a lock and gives it back. */
        LOCK,

        /** Takes a permit. */
        LIMITER
    }

    private final Work work;

    RecipePeer(Work work) {
        this.work = work;
    }

    /** What it does. */
    Work work() {
        return work;
    }

    /** A connected caller. */
    abstract RecipeCaller connect(int port);
}
