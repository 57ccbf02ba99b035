---@key bucket
---@arg capacity integer
return redis.call('SET', bucket, capacity)
