-- Counts how often it runs, and fails.
---@key counter
---@once request
redis.call('INCR', counter)
error('fails')
