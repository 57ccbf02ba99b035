/** Draws which files scripts are linked from. */
@NullMarked
package dev.moonlet.cli.graph;

import org.jspecify.annotations.NullMarked;
