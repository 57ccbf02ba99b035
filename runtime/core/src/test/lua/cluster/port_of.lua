-- The port of a server that has a key.
---@key key
---@return string
redis.call('TYPE', key)
return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
