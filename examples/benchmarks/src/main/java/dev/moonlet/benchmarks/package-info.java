/** Benchmarks, each beside a peer in the same run: ratios hold on a noisy machine, times don't. */
@NullMarked
package dev.moonlet.benchmarks;

import org.jspecify.annotations.NullMarked;
