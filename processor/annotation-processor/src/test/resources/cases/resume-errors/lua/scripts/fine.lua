---@key source
---@resume position integer = 0
---@return { count: integer, position: integer? }
local count = redis.call('ZREMRANGEBYRANK', source, 0, 99)
return { count = count, position = count > 0 and position + count or nil }
