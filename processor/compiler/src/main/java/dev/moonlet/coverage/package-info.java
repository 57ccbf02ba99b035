/** Which lines and branches of scripts have run: scripts that count, what they counted, and reports of it. */
@NullMarked
package dev.moonlet.coverage;

import org.jspecify.annotations.NullMarked;
