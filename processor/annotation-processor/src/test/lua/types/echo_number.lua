---@arg value number
---@return number
return value
