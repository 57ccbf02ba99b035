@NullMarked
package dev.moonlet.recipes.cache;

import org.jspecify.annotations.NullMarked;
