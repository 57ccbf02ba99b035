@NullMarked
package dev.moonlet.recipes.lock;

import org.jspecify.annotations.NullMarked;
