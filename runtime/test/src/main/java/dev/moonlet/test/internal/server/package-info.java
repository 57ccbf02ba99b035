/** The servers that tests run on. */
@NullMarked
@Internal
package dev.moonlet.test.internal.server;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
