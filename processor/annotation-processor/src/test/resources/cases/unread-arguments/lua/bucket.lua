---@key key
---@arg permits integer
---@arg burst integer
---@return boolean
return redis.call('INCRBY', key, permits) < burst
