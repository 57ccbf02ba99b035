---@key name
---@include "lib/more"
return name
