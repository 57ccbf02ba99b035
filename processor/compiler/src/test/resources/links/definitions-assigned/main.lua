---@include "counter"
increment()
increment()
local before = count
---@include "counter"
return { before, count }
