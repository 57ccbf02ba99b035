---@include "base"
local b = base + 2
