/** Long jobs in slices that leave the server time for others. */
@NullMarked
package dev.moonlet.examples.ranking;

import org.jspecify.annotations.NullMarked;
