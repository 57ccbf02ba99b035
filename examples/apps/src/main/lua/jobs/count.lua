-- Counts the jobs.
---@key ready
---@key leased
---@return { ready: integer, leased: integer }

return { ready = redis.call('LLEN', ready), leased = redis.call('ZCARD', leased) }
