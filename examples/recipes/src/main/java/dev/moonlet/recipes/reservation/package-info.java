/** Units of a stock that are held for a while, then sold or put back. */
@NullMarked
package dev.moonlet.recipes.reservation;

import org.jspecify.annotations.NullMarked;
