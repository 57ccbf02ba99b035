-- Script put.
---@key list
---@arg value integer
---@return integer
local put_length = redis.call('RPUSH', list, value)
return put_length
