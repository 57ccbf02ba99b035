---@arg values integer[]
---@return json
return { type(values[1]), values }
