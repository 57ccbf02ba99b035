---@key key
---@arg limit integer
---@return string[]
return redis.call('SRANDMEMBER', key, limit)
