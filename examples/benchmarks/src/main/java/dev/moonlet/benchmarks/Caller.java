package dev.moonlet.benchmarks;

import dev.moonlet.examples.ratelimit.TokenBucket.Decision;

/** A client that calls two scripts: one line that counts, and a token bucket whose reply becomes a record. */
interface Caller extends AutoCloseable {

    String COUNTER = "counter";
    String BUCKET = "bucket";
    long CAPACITY = 1_000_000_000;
    double REFILL_PER_SECOND = 1_000_000;

    /** Counts, and waits for it. */
    long count() throws Exception;

    /** Takes a permit, and waits for the decision. */
    Decision take() throws Exception;

    /** Counts a number of times without waiting in between; the last count. */
    long counts(int calls) throws Exception;

    /** Takes so many permits without waiting in between; the last decision. */
    Decision takes(int calls) throws Exception;

    @Override
    void close();
}
