package dev.moonlet.recipes.limiter;

import java.time.Duration;

/**
 * What became of a request.
 *
 * @param allowed whether the permits were taken, from all quotas
 * @param remaining how many the scarcest quota has left
 * @param retryAfter how long to wait until all quotas have enough, if no others take some; zero if the permits were taken
 */
public record Decision(boolean allowed, long remaining, Duration retryAfter) {}
