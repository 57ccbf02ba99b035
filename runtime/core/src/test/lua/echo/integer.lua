---@arg value integer
---@return integer
return value
