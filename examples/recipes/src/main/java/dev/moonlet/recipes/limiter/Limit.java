package dev.moonlet.recipes.limiter;

import java.time.Duration;

/** What the scripts read of a quota. */
record Limit(long permits, Duration period) {}
