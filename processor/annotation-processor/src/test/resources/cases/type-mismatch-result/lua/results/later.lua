---@return integer
return 1
