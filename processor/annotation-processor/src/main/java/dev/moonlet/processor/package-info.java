/** The annotation processor. */
@NullMarked
package dev.moonlet.processor;

import org.jspecify.annotations.NullMarked;
