---@key key
---@once request 999999999
---@return integer
return redis.call('INCR', key)
