---@return string[]
return {}
