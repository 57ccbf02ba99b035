---@arg text string
---@return int64
return text
