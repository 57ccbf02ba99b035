---@arg text string
---@return json
return text
