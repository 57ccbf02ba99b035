---@key key
---@arg completion string
---@return string?
return redis.call('GET', key) or completion
