-- Counts its runs, and replies as a server of a cluster does that has only some of the keys.
---@key counter
redis.call('INCR', counter)
return redis.error_reply('TRYAGAIN Multiple keys request during rehashing of slot')
