---@arg queue string
---@key list = "list:{" .. queue .. "}"
---@return integer
return redis.call('LLEN', list)
