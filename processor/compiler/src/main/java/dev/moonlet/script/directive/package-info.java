/** What the comments of a file say to Moonlet, and what in them is documentation. */
@NullMarked
package dev.moonlet.script.directive;

import org.jspecify.annotations.NullMarked;
