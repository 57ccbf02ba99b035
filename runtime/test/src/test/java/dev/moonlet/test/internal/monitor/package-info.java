/** Tests. */
@NullMarked
package dev.moonlet.test.internal.monitor;

import org.jspecify.annotations.NullMarked;
