-- Counts without writing.
---@flags no-writes, allow-stale
---@include "lib/*"
---@key key
---@return integer
return double(redis.call('LLEN', key)) + one()
