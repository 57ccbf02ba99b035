package dev.moonlet.recipes.queue;

/**
 * How many jobs a queue has, by state, and what happened since it was created. All numbers are of one moment.
 *
 * @param ready jobs that can be taken
 * @param delayed jobs that are not due yet, those that wait for another attempt among them
 * @param leased jobs that were taken, also those whose lease has ended and that no call has given back yet
 * @param dead dead letters
 * @param added how many jobs were ever added
 * @param taken how often jobs were ever taken
 * @param acknowledged how many jobs were ever acknowledged
 * @param failed how many attempts ever failed
 * @param expired how many leases ever ended
 */
public record QueueStats(
        long ready,
        long delayed,
        long leased,
        long dead,
        long added,
        long taken,
        long acknowledged,
        long failed,
        long expired) {

    /** How many jobs the queue holds. */
    public long size() {
        return ready + delayed + leased + dead;
    }
}
