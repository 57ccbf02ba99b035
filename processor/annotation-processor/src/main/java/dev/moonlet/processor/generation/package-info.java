/** Writes the implementations. */
@NullMarked
package dev.moonlet.processor.generation;

import org.jspecify.annotations.NullMarked;
