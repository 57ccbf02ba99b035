/** Recipes under load of several processes that are killed while they hold something. */
@NullMarked
package dev.moonlet.recipes.killed;

import org.jspecify.annotations.NullMarked;
