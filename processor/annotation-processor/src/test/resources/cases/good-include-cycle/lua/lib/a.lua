---@include "base"
local a = base + 1
