/** Which variable each name in a syntax tree means. The tree is not changed; the answers are kept outside of it. */
@NullMarked
package dev.moonlet.lua.scope;

import org.jspecify.annotations.NullMarked;
