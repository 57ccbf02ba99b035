---@key user_id
---@arg count integer
return redis.call('INCRBY', user_id, count)
