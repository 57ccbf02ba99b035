-- An identifier, or several.
---@arg lua string
---@return int64 | integer[]
return assert(loadstring('return ' .. lua))()
