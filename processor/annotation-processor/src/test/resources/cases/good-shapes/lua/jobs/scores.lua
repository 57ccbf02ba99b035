---@key job
---@return pairs<string, number>
return redis.call('ZRANGE', job, 0, -1, 'WITHSCORES')
