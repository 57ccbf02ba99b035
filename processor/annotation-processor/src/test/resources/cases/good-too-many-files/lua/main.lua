---@include "lib/*"
return one() + two()
