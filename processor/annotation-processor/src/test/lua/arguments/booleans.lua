---@arg values boolean[]
---@return boolean[]
return values
