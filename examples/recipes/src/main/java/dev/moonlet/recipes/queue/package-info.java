/**
 * A queue of jobs: leases, retries, dead letters, priorities, delays. {@link dev.moonlet.recipes.queue.JobQueue} is where to
 * begin.
 */
@NullMarked
package dev.moonlet.recipes.queue;

import org.jspecify.annotations.NullMarked;
