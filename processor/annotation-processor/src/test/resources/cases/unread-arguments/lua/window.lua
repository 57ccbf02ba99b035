---@key key
---@arg permits integer
---@return boolean
return redis.call('INCRBY', key, permits) < 10
