-- Counts its runs, and replies as a server does that does not know the script.
---@key counter
redis.call('INCR', counter)
return redis.error_reply('NOSCRIPT No matching script. Please use EVAL.')
