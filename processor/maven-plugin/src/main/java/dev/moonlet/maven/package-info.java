/** The Maven plugin. */
@NullMarked
package dev.moonlet.maven;

import org.jspecify.annotations.NullMarked;
