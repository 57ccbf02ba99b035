---@include "level1"
return name
