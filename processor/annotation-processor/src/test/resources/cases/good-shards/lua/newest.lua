---@shard place
---@key newest = place
---@return string?
return redis.call('GET', newest)
