---@key key
---@once request
---@once other
---@return integer
return redis.call('INCR', key)
