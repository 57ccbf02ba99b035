@NullMarked
package dev.moonlet.recipes.subscription;

import org.jspecify.annotations.NullMarked;
