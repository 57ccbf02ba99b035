---@shard shard
---@key notes = "notes:{" .. shard .. "}"
---@arg id string
---@return integer
return redis.call('RPUSH', notes, id)
