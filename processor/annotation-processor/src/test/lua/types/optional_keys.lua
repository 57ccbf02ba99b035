---@key first
---@key second?
---@key third?
---@return string[]
return { first, tostring(second), tostring(third), tostring(#KEYS) }
