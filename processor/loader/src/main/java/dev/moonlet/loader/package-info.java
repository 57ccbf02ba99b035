/** Loading and running scripts by name, with no Java interface for them. */
@NullMarked
package dev.moonlet.loader;

import org.jspecify.annotations.NullMarked;
