---@key job
---@return integer | string | nil
return redis.call('GET', job) or redis.call('STRLEN', job)
