---@arg value boolean
---@return boolean
return value
