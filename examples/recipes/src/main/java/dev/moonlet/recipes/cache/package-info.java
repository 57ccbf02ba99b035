/** A cache in which each value is loaded by one caller at a time. */
@NullMarked
package dev.moonlet.recipes.cache;

import org.jspecify.annotations.NullMarked;
