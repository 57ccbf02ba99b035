---@key key
---@once
---@return integer
return redis.call('INCR', key)
