/**
 * Rate limiters that all instances of an application share: token bucket, GCRA and sliding window.
 *
 * <p>{@link dev.moonlet.recipes.limiter.RateLimiter} is where to begin.
 */
@NullMarked
package dev.moonlet.recipes.limiter;

import org.jspecify.annotations.NullMarked;
