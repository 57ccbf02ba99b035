---@include "defs"
---@include "defs"
return a
