---@key source
---@resume position integer
---@return { position: integer? }
return { position = redis.call('ZCARD', source) }
