---@key counter
-- @return number of calls so far
return redis.call('INCR', counter)
