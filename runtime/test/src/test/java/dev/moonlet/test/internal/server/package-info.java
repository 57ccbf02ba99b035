/** Tests. */
@NullMarked
package dev.moonlet.test.internal.server;

import org.jspecify.annotations.NullMarked;
