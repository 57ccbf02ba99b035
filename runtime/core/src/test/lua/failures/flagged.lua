#!lua flags=no-writes
---@key key
---@return string?
return redis.call('GET', key) or nil
