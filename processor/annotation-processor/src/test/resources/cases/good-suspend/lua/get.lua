---@key name
---@return { visits: integer, is_new: boolean }
return { visits = redis.call('INCR', name), is_new = true }
