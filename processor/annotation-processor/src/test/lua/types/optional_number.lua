---@arg present boolean
---@return number?
return present and 0.5 or nil
