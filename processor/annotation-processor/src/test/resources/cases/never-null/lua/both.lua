---@key user
---@return { name: string?, visits: integer? }
return { name = redis.call('GET', user) or nil }
