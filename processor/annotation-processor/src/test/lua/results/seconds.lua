---@return seconds
return 15
