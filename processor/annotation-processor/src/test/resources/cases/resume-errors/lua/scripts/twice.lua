---@key source
---@resume position integer = 0
---@resume other integer = 0
---@return { position: integer? }
return { position = redis.call('ZCARD', source) + position }
