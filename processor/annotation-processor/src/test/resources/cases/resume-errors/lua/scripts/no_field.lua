---@key source
---@resume position integer = 0
---@return { count: integer }
return { count = redis.call('ZCARD', source) + position }
