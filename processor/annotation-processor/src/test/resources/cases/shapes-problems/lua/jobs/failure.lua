---@key job
---@return integer
---@error -1 MissingKey
---@error -2 MissingLock
return #job
