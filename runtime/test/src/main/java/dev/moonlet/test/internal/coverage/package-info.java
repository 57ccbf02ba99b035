/** Calls of scripts that count what they run. */
@NullMarked
@Internal
package dev.moonlet.test.internal.coverage;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
