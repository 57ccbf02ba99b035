---@include "../../etc/passwd"
return 1
