---@shard shard
---@key key = shard
---@return integer
return redis.call('INCR', key)
