---@key note
---@arg text string
---@return integer
return redis.call('RPUSH', note, text)
