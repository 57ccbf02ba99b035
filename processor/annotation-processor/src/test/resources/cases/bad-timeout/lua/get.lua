---@key key
---@return string
return redis.call('GET', key) or ''
