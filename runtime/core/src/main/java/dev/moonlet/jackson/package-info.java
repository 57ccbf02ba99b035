/** JSON codecs of Jackson 2 and Jackson 3, either of which is an optional dependency. */
@NullMarked
package dev.moonlet.jackson;

import org.jspecify.annotations.NullMarked;
