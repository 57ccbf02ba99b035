---@arg value integer?
---@return string
return tostring(value)
