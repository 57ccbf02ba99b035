---@arg amount string
---@return string
return amount
