---@arg value string?
---@return string
return value == nil and "nil" or "<" .. value .. ">"
