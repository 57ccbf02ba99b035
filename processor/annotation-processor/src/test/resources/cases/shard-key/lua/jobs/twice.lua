---@shard shard
---@shard other
---@key list = "list:{" .. shard .. "}"
---@return integer
return redis.call('LLEN', list)
