-- Counts its runs, and replies as a server does that lets nobody in.
---@key counter
redis.call('INCR', counter)
return redis.error_reply('DENIED by policy')
