---@key counter
---@return integer
return tonumber(redis.call('GET', counter) or 0)
