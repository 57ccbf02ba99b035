---@arg amount integer
---@return integer
return -amount
