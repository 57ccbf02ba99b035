-- Counts its runs, and replies with an error.
---@key counter
---@arg message string
redis.call('INCR', counter)
return redis.error_reply(message)
