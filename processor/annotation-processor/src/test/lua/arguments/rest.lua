---@arg first integer
---@arg rest string...
---@return string[]
return { tostring(first), unpack(rest) }
