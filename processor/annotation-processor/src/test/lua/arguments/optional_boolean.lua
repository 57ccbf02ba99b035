---@arg value boolean?
---@return string
return tostring(value)
