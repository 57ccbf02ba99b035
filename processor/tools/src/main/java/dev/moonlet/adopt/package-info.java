/** What {@code moonlet adopt} proposes for scripts that declare nothing: directives and Java interfaces. */
@NullMarked
package dev.moonlet.adopt;

import org.jspecify.annotations.NullMarked;
