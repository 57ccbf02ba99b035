---@key first
---@key middle...
---@key next_to_last
---@key last
---@return string[]
return { first, table.concat(middle, ','), next_to_last, last }
