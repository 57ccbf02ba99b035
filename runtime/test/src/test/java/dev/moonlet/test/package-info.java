/** Tests. */
@NullMarked
package dev.moonlet.test;

import org.jspecify.annotations.NullMarked;
