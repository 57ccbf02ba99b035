---@include "early"
return 2
