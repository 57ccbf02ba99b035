---@return integer
return redis.call('DBSIZE')
