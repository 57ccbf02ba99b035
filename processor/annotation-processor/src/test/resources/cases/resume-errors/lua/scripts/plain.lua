---@key source
---@arg limit integer
---@return integer
return redis.call('ZCARD', source) + limit
