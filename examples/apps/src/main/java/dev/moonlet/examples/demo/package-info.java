/** Runs the examples under load on an embedded Redis, and proves that they hold what they promise. */
@NullMarked
package dev.moonlet.examples.demo;

import org.jspecify.annotations.NullMarked;
