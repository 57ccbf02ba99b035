---@return table<string, integer>
return { a = 1, b = 2 }
