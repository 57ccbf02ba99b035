---@arg value milliseconds
---@return string
return type(value) .. string.format(" %.17g", value)
