/** A job queue that survives workers which don't. */
@NullMarked
package dev.moonlet.examples.jobs;

import org.jspecify.annotations.NullMarked;
