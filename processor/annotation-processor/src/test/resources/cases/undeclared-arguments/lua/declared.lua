---@key key
---@arg pause milliseconds
redis.call('PEXPIRE', key, pause)
