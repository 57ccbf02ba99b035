/** An inventory that does not oversell. */
@NullMarked
package dev.moonlet.examples.inventory;

import org.jspecify.annotations.NullMarked;
