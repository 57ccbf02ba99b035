---@arg value string
---@return string
return value
