---@arg id string
---@return string
return id
