/**
 * Calls, attempts, encoding, replies and errors: what is sent to a server and what comes back. Not for use outside of the
 * runtime.
 */
@NullMarked
package dev.moonlet.internal.protocol;

import org.jspecify.annotations.NullMarked;
