/** Queues, connections and retries: where a call is sent, and when. Not for use outside of the runtime. */
@Internal
@NullMarked
package dev.moonlet.internal.dispatch;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
