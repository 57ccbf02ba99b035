package dev.moonlet.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What has kept a call from its answer so far.
 *
 * @param isDelayed whether it has waited or failed
 * @param since when it was first delayed
 * @param tries how often it failed for a reason that may pass
 * @param reason the last one; {@code null} if it only waits for other calls
 * @param losses how often an attempt was written whose answer was lost, as far as that is counted
 * @param rejections how often a server has answered that it does not have the script, or not the command
 */
record CallHistory(
        boolean isDelayed, long since, int tries, @Nullable Throwable reason, byte losses, byte rejections) {

    /** That of a call that has met nothing. */
    static final CallHistory NONE = new CallHistory(false, 0, 0, null, (byte) 0, (byte) 0);

    /** How often a server may answer that it does not have a script that it was sent, before there is a pause. */
    private static final int OFTEN = 4;

    /** It waits for other calls from now on. */
    CallHistory delayed(Clock clock) {
        return isDelayed ? this : new CallHistory(true, clock.nanoTime(), 0, null, losses, rejections);
    }

    /** It failed for a reason that may pass. The time that it only waited before does not count. */
    CallHistory failed(Clock clock, Throwable newReason) {
        long first = tries == 0 ? clock.nanoTime() : since;
        return new CallHistory(true, first, tries + 1, newReason, losses, rejections);
    }

    /** The answer to an attempt that was written was lost. */
    CallHistory lost() {
        return new CallHistory(isDelayed, since, tries, reason, sum(losses, 1), rejections);
    }

    /** A server has answered that it does not have the script, or not the command. */
    CallHistory rejected(int times) {
        return new CallHistory(isDelayed, since, tries, reason, losses, sum(rejections, times));
    }

    /** Whether servers have rejected it so often that there is no use in another try at once. */
    boolean isRejectedOften() {
        return rejections >= OFTEN;
    }

    private static byte sum(byte count, int more) {
        return (byte) Math.min(count + more, Byte.MAX_VALUE);
    }

    /** For how many nanoseconds it has been delayed. */
    long delayedFor(Clock clock) {
        return isDelayed ? clock.nanoTime() - since : 0;
    }
}
