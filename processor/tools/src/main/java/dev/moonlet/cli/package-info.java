/** The command line. */
@NullMarked
package dev.moonlet.cli;

import org.jspecify.annotations.NullMarked;
