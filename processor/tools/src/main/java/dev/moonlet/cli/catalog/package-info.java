/** Writes the catalog: pages about all scripts of a project. */
@NullMarked
package dev.moonlet.cli.catalog;

import org.jspecify.annotations.NullMarked;
