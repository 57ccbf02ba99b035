---@return integer[]
return { 3, 1, 3 }
