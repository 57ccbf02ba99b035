---@include "<locks>/token"
return token("x")
