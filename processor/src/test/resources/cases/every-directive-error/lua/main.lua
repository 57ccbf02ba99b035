---@key many...
---@arg count integer = 5
---@arg tonumber string
---@key KEYS
---@return string|nil
return nil
