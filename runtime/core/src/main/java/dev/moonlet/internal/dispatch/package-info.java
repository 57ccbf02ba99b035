/** Queues, connections and retries: where a call is sent, and when. Not for use outside of the runtime. */
@NullMarked
package dev.moonlet.internal.dispatch;

import org.jspecify.annotations.NullMarked;
