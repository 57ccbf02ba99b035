---@key source
---@resume position integer = 0
return redis.call('ZCARD', source) + position
