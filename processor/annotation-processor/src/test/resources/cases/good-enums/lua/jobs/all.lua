---@key job
---@return integer[]
return { #job, 1 }
