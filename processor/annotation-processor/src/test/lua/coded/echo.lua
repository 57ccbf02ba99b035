---@arg value json
---@return json
return value
