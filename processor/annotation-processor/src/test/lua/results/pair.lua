---@return [string, integer?]
return { "x" }
