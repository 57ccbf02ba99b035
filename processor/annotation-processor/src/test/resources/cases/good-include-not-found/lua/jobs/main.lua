---@include "lib/a.lua"
---@include "/lib/b"
---@include "../lib/c"
---@include "steps/**"
---@include "{x,y}"
return { a, b, c, step, y }
