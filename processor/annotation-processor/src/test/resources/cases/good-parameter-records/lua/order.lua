---@arg order json
---@arg limit integer
---@arg keep seconds
redis.call('SET', order.id, limit, 'EX', keep)
