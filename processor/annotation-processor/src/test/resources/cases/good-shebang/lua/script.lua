#!lua flags=no-writes
---@key key
return redis.call('GET', key)
