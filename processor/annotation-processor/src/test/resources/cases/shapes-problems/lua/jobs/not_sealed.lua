---@key job
---@return integer | string
return job
