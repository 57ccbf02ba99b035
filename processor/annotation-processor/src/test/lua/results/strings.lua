---@return string[]
return { "b", "a", "b" }
