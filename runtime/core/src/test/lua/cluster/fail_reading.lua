-- Replies with an error, and only reads.
---@key key
---@arg message string
local _ = redis.call('GET', key)
return redis.error_reply(message)
