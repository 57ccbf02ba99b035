/** A rate limiter. */
@NullMarked
package dev.moonlet.examples.ratelimit;

import org.jspecify.annotations.NullMarked;
