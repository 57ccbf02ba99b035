local a = 1
---@include "once"
