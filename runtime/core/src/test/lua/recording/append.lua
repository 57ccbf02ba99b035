-- Script append.
---@key list
---@arg value integer
---@return integer
local append_length = redis.call('RPUSH', list, value)
return append_length
