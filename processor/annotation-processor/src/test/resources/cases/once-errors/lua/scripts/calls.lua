---@key key
---@return integer
return CALL.fine({ key }, { 'x' })
