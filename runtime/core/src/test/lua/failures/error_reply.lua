---@arg message string
return redis.error_reply(message)
