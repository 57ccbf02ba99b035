---@arg values string[]?
---@return string
return values == nil and "nil" or table.concat(values, ",")
