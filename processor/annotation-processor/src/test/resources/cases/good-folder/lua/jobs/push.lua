---@key queue
---@arg payload string
redis.call('LPUSH', queue, payload)
