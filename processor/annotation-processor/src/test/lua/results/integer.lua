---@return integer
return 9007199254740991
