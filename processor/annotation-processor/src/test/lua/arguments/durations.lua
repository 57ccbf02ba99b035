---@arg values milliseconds[]
---@return milliseconds[]
return values
