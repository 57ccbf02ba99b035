---@key bucket
---@key lock = bucket .. ':"lock"'
---@arg call integer
---@arg wait seconds
---@key page = 'page:' .. lock .. call .. '/' .. wait  one of many
---@return string?
redis.call('SET', lock, call, 'EX', wait)
return redis.call('GET', page)
