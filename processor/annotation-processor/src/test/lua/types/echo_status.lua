---@arg value string
---@return status
return redis.status_reply(value)
