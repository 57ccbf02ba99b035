/** Makes one text of a script and of all that it includes, requires and calls, and knows where each line of it comes from. */
@NullMarked
package dev.moonlet.script.link;

import org.jspecify.annotations.NullMarked;
