#!lua flags=no-writes
---@include "lib/*"
---@key key
---@return boolean
return double(redis.call('LLEN', key)) > 2
