---@key wait
---@key active
---@arg count integer
redis.call('LTRIM', wait, 0, count)
redis.call('DEL', active)
