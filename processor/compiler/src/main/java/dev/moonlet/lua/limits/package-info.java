/** The limits of Lua's compiler: how many locals, upvalues, constants and registers a function needs, and which of them it exceeds. */
@NullMarked
package dev.moonlet.lua.limits;

import org.jspecify.annotations.NullMarked;
