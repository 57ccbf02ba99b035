---@key user
---@return string?
return redis.call('GET', user) or nil
