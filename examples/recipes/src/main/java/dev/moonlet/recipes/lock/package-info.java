/**
 * Locks and semaphores with leases, fencing tokens and deadlines.
 *
 * <p>{@link dev.moonlet.recipes.lock.Locks} is where to begin.
 */
@NullMarked
package dev.moonlet.recipes.lock;

import org.jspecify.annotations.NullMarked;
