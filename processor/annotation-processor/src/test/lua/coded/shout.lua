---@arg text string
---@return string
return string.upper(text)
