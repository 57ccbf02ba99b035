/** Metrics and observations of calls by Micrometer, which applications add themselves. */
@NullMarked
package dev.moonlet.micrometer;

import org.jspecify.annotations.NullMarked;
