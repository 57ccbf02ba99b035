-- Moves an amount.
---@include "lib/request"
---@key source
---@key target
---@arg amount integer
---@return integer
redis.call('INCRBY', target, amount)
return redis.call('DECRBY', source, amount)
