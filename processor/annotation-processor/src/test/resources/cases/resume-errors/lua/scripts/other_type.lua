---@key source
---@resume position integer = 0
---@return { position: string }
return { position = redis.call('TYPE', source).ok .. position }
