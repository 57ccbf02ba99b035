/** The story of a sale, on an embedded Redis: the recipes and scripts of the shop, and what they guarantee. */
@NullMarked
package dev.moonlet.examples.demo;

import org.jspecify.annotations.NullMarked;
