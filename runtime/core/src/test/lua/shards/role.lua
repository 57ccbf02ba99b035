---@flags no-writes
---@return string
return string.match(redis.call('INFO', 'replication'), 'role:(%a+)')
