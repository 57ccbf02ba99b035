---@arg value seconds
---@return seconds
return value
