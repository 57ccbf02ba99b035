---@key value
---@return string
return value
