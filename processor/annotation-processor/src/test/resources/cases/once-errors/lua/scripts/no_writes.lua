---@flags no-writes
---@key key
---@once request
---@return integer
return redis.call('STRLEN', key)
