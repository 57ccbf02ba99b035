/** The model of a script: its name, what it declares, its linked text, and where the lines of that come from. */
@NullMarked
package dev.moonlet.script;

import org.jspecify.annotations.NullMarked;
