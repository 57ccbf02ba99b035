/** What scripts run on a server, as MONITOR shows it. */
@NullMarked
@Internal
package dev.moonlet.test.internal.monitor;

import dev.moonlet.Internal;
import org.jspecify.annotations.NullMarked;
