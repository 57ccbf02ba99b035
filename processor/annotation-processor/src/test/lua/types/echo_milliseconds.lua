---@arg value milliseconds
---@return milliseconds
return value
