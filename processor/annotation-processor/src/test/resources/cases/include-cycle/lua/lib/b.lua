local b = 1
---@include "a"
