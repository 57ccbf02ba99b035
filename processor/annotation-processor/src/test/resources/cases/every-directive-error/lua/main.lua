---@key many...
---@key more
---@arg count integer = 5.5
---@arg others json...
---@arg tables any[]
---@arg tonumber string
---@key KEYS
---@return string|nil
return nil
