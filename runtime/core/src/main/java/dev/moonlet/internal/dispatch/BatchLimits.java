package dev.moonlet.internal.dispatch;

/**
 * How large a batch may be.
 *
 * @param calls the largest number of calls
 * @param bytes how many bytes the keys and arguments may take
 * @param nanos how long the server may be expected to run it
 */
public record BatchLimits(int calls, int bytes, long nanos) {}
