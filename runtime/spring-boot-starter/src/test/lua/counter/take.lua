---@key counter
---@return integer
---@error -1 Empty "nothing is left"
return tonumber(redis.call('GET', counter) or -1)
