---@arg value integer
---@return string
return type(value) .. string.format(" %.17g", value)
