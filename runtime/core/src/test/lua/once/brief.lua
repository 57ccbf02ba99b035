-- Has a short memory.
---@key counter
---@once request 1
---@return integer
return redis.call('INCR', counter)
