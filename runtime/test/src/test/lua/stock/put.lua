---@key item
---@arg count integer
---@return integer
return redis.call('INCRBY', item, count)
