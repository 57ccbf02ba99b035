---@include "missing"
---@arg count intger
local x = "unfinished
return x
