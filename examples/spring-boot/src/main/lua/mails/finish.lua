-- Removes a mail that was sent.
---@key claimed
---@key contents
---@arg id string
---@return boolean whether it was claimed

redis.call('HDEL', contents, id)
return redis.call('ZREM', claimed, id) == 1
