---@key queue
---@shard shard
---@key plain = "list:" .. shard
---@key second = "{x}{" .. shard .. "}"
---@key open = "{" .. shard .. ":x}"
---@key good = "list:{" .. shard .. "}"
---@key behind = good .. ":{x}"
---@return integer
return redis.call('LLEN', queue) + redis.call('EXISTS', plain, second, open, good, behind)
