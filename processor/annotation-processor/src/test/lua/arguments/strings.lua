---@arg before integer
---@arg values string[]
---@arg after integer
---@return string[]
return { type(values), tostring(before), tostring(after), unpack(values) }
