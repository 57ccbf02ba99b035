-- The port of the server that runs this.
---@return string
return string.match(redis.call('INFO', 'server'), 'tcp_port:(%d+)')
