---@include "<base>/x"
---@include "<lock>/token"
---@include "<locks>/tokens"
return 1
