-- Counts on every shard.
---@arg shard string what is counted
---@shard place the tag of the shard
---@key counter = "tally:{" .. place .. "}"
---@key log = counter .. ":" .. shard
---@arg step integer
---@return { count: integer, tag: string }
redis.call('RPUSH', log, step)
return { count = redis.call('INCRBY', counter, step), tag = place }
