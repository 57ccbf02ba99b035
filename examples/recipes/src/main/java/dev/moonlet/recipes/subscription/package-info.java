/**
 * What scripts publish, received with types and in bounded queues. {@link dev.moonlet.recipes.subscription.Subscriptions} is where
 * to begin.
 */
@NullMarked
package dev.moonlet.recipes.subscription;

import org.jspecify.annotations.NullMarked;
