@NullMarked
package dev.moonlet.recipes.queue;

import org.jspecify.annotations.NullMarked;
