---@arg values number[]
---@return number[]
return values
