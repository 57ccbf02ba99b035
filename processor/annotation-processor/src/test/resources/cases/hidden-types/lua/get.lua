---@key key
---@return { name: string }
return { name = key }
