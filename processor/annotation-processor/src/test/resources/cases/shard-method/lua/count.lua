---@shard shard
---@return integer
return redis.call('EXISTS', shard)
