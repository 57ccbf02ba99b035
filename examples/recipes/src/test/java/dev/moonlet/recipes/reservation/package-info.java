@NullMarked
package dev.moonlet.recipes.reservation;

import org.jspecify.annotations.NullMarked;
