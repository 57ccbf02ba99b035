#!lua flags=no-writes,allow-oom
---@key key
---@return string?
return redis.call('GET', key) or nil
