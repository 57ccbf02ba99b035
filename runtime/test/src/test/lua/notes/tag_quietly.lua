---@key index
---@key other
---@arg tag string
---@return integer
redis.call('SADD', other, tag)
redis.call('TIME')
return redis.call('LLEN', index)
