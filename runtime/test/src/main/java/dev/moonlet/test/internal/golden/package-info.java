/** Files that hold what tests expect. */
@NullMarked
@Internal
package dev.moonlet.test.internal.golden;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
