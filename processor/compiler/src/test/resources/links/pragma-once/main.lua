local count = 0
---@include "once"
---@include "often"
---@include "once"
---@include "often"
return count
