---@arg value
---@return string
return type(value) .. " " .. value
