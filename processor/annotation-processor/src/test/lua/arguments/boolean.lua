---@arg value boolean
---@return string
return type(value) .. " " .. tostring(value)
