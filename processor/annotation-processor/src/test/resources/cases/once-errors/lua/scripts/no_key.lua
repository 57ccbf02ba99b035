---@once request
---@return integer
return redis.call('INCR', 'x')
