/** What is known of a script whose syntax is in order: what its values can be, where its paths end, what it returns. Checks ask it. */
@NullMarked
package dev.moonlet.analysis;

import org.jspecify.annotations.NullMarked;
