-- The port of the server that could write a key.
---@key key
---@return string
redis.call('PERSIST', key)
return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
