---@key job
---@error -2 MissingLock "it is not locked"
return redis.call('DEL', job) - 2
