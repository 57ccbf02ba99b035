---@key bucket
---@key lock = bucket .. ':lock'
return redis.call('SET', lock, redis.call('GET', bucket))
