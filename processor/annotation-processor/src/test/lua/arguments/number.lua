---@arg value number
---@return string
return type(value) .. string.format(" %.17g", value)
