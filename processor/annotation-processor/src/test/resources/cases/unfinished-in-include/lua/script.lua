---@include "lib/text"
return 1
