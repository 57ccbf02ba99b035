---@shard shard
---@arg queue string
---@key list = "list:{" .. shard .. "}:" .. queue
---@return integer
return redis.call('LLEN', list)
