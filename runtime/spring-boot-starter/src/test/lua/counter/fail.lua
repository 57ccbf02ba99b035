---@key counter
---@return integer
return redis.call('LLEN', counter)
