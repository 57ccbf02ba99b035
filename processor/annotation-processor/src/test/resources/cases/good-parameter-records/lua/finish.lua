---@key wait
---@key active
---@key events
---@key lock = wait .. ":lock"
---@arg id string
---@arg value string
---@arg finished_at integer
---@arg failed boolean
---@return integer
redis.call('DEL', lock)
redis.call('XADD', events, '*', 'id', id, 'value', value, 'at', finished_at, 'failed', failed and 1 or 0)
return redis.call('SMOVE', active, wait, id)
