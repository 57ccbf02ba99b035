/** What is wrong with a script: collected, sorted and shown with the code at fault. */
@NullMarked
package dev.moonlet.diagnostic;

import org.jspecify.annotations.NullMarked;
