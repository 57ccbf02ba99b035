---@key key
---@once request
---@return integer
return redis.call('INCR', key)
