---@key queue
---@arg name string
---@arg priority integer
---@arg urgent boolean
---@arg tags string[]
---@arg limit integer = 100
---@return { length: integer }
local length = redis.call("LPUSH", queue, name)
return { length = length, at = { priority + 1, urgent, tags, limit }, keys = #KEYS, argv = #ARGV }
