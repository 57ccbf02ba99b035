---@key key
---@return string[]
return redis.call('SMEMBERS', key)
