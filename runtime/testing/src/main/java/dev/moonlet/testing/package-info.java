/** Servers, faults and pages for tests. */
@NullMarked
package dev.moonlet.testing;

import org.jspecify.annotations.NullMarked;
