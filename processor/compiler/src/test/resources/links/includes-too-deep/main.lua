---@include "d0"
return 1
