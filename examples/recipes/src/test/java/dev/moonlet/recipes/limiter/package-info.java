@NullMarked
package dev.moonlet.recipes.limiter;

import org.jspecify.annotations.NullMarked;
