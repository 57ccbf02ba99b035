---@key job
---@arg from integer
---@return integer
redis.call('SET', job, from)
return from
