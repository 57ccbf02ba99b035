/** What recipes share: names of keys, checks of what callers give, waiting for messages. */
@NullMarked
package dev.moonlet.recipes.internal;

import org.jspecify.annotations.NullMarked;
