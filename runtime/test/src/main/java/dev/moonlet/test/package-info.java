/**
 * Tests on a real Redis: {@link dev.moonlet.test.MoonletTest} starts it and injects executors and implementations,
 * {@link dev.moonlet.test.FaultInjection} has calls fail, and {@link dev.moonlet.test.CostReport} compares what they cost.
 */
@NullMarked
package dev.moonlet.test;

import org.jspecify.annotations.NullMarked;
