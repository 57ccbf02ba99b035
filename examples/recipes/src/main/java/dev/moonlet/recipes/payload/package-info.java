/** How payloads of jobs and messages become bytes, and back. */
@NullMarked
package dev.moonlet.recipes.payload;

import org.jspecify.annotations.NullMarked;
