---@key job
---@return pairs<string, number>
return {}
