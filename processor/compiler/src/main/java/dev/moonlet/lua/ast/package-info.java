/** The syntax tree of Lua 5.1. Nodes hold offsets into their file; the tree is never changed. */
@NullMarked
package dev.moonlet.lua.ast;

import org.jspecify.annotations.NullMarked;
