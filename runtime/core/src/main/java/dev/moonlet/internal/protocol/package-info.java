/**
 * Calls, attempts, encoding, replies and errors: what is sent to a server and what comes back. Not for use outside of the
 * runtime.
 */
@Internal
@NullMarked
package dev.moonlet.internal.protocol;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
