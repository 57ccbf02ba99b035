---@key counter
---@return int64
return redis.call('INCR', counter)
