---@key job
---@return string | integer[]
return job
