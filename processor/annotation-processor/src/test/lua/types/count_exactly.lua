---@key counter
---@return int64
redis.call('INCR', counter)
return redis.call('GET', counter)
