---@arg prefix string
---@shard shard
---@key list = prefix .. "{" .. shard .. "}"
---@return integer
return redis.call('LLEN', list)
