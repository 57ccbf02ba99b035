---@return number[]
return { 0.5, 1 }
