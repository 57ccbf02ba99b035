---@key queue
---@return integer
return redis.call('LLEN', queue)
