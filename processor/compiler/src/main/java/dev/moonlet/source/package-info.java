/** Files, and places in them. */
@NullMarked
package dev.moonlet.source;

import org.jspecify.annotations.NullMarked;
