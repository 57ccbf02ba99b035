/** Which variable each name in a syntax tree means. The tree is left as it is; the answers stand beside it. */
@NullMarked
package dev.moonlet.lua.scope;

import org.jspecify.annotations.NullMarked;
