/** What can be wrong with a script whose syntax is in order: a class a check, each with its permanent code. */
@NullMarked
package dev.moonlet.check;

import org.jspecify.annotations.NullMarked;
