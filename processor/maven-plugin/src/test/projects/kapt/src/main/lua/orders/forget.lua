---@key order
redis.call('DEL', order)
