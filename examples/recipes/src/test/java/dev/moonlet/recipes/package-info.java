@NullMarked
package dev.moonlet.recipes;

import org.jspecify.annotations.NullMarked;
