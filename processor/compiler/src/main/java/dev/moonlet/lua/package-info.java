/** Reads Lua 5.1 as Redis compiles it: tokens and syntax. */
@NullMarked
package dev.moonlet.lua;

import org.jspecify.annotations.NullMarked;
