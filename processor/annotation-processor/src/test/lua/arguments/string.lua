---@arg value string
---@return string
return type(value) .. " " .. value
