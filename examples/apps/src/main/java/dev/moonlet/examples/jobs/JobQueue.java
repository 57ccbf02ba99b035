package dev.moonlet.examples.jobs;

import dev.moonlet.ScriptExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A job queue that loses no job when a worker dies: a reserved job comes back when its lease ends, and a worker that was
 * only slow learns that the job is no longer its own.
 *
 * <p>Safe for use by several threads, and by several processes that give the same name.
 */
public final class JobQueue {

    private final JobScripts scripts;
    private final String ready;
    private final String leased;
    private final String payloads;
    private final String tokens;
    private final String lastToken;

    /** The queue of this name. Its keys share a hash tag, so that a cluster keeps them on one node. */
    public JobQueue(ScriptExecutor executor, String name) {
        this.scripts = new JobScriptsLua(executor);
        this.ready = "jobs:{" + name + "}:ready";
        this.leased = "jobs:{" + name + "}:leased";
        this.payloads = "jobs:{" + name + "}:payloads";
        this.tokens = "jobs:{" + name + "}:tokens";
        this.lastToken = "jobs:{" + name + "}:last-token";
    }

    /** Adds a job; false if the queue still has one with this id. */
    public boolean push(String id, String payload) {
        return scripts.push(ready, payloads, id, payload);
    }

    /** Reserves the job that has waited longest, if there is one, for as long as the lease lasts. */
    public Optional<Job> reserve(Duration lease) {
        return scripts.reserve(ready, leased, payloads, tokens, lastToken, lease);
    }

    /** Lets a lease last longer, counted from now; false if the job is no longer the caller's. */
    public boolean extend(Job job, Duration lease) {
        return scripts.extend(leased, tokens, job.id(), job.token(), lease);
    }

    /** Removes a job that is done; false if the job is no longer the caller's. */
    public boolean acknowledge(Job job) {
        return scripts.acknowledge(leased, payloads, tokens, job.id(), job.token());
    }

    /** Gives a job back; false if it is no longer the caller's. */
    public boolean release(Job job) {
        return scripts.release(ready, leased, tokens, job.id(), job.token());
    }

    /** Gives back up to {@code limit} jobs whose lease has ended, and returns their ids. */
    public List<String> requeueExpired(int limit) {
        return scripts.requeueExpired(ready, leased, tokens, limit);
    }

    /** Counts the jobs. */
    public Count count() {
        return scripts.count(ready, leased);
    }

    /**
     * A reserved job.
     *
     * @param id its id
     * @param payload what was pushed
     * @param token tells this reservation from earlier and later ones of the same job; later ones have a larger token
     */
    public record Job(String id, String payload, long token) {}

    /** How many jobs wait, and how many are reserved. */
    public record Count(long ready, long leased) {}
}
