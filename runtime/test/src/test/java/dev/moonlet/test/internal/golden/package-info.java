/** Tests. */
@NullMarked
package dev.moonlet.test.internal.golden;

import org.jspecify.annotations.NullMarked;
