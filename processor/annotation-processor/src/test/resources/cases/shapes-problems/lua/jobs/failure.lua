---@key job
---@return integer
---@error 010 MissingKey
---@error 4294967295 MissingLock
return #job
