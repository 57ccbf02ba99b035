---@key first
---@key others...
---@return string[]
return { first, unpack(others) }
