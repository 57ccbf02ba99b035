---@flags no-writes
---@shard shard
---@key notes = "notes:{" .. shard .. "}"
---@return string[]
return redis.call('LRANGE', notes, 0, -1)
