-- Counts its runs, and replies as a server does that has been started and is not ready.
---@key counter
redis.call('INCR', counter)
return redis.error_reply('LOADING Redis is loading the dataset in memory')
