---@key counter
---@arg by integer
---@return integer
return redis.call('INCRBY', counter, by)
