---@key source
---@resume position integer = 0
---@return integer
return redis.call('ZCARD', source) + position
