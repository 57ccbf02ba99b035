---@return milliseconds
return 1500
