---@arg job string
---@arg n integer
---@arg id string
---@key jobs = "{jobs}:" .. job
redis.call('HSET', jobs, id, n)
