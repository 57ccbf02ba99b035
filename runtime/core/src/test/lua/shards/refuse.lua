---@shard shard
---@arg tag string
---@return integer
if shard == tag then return redis.error_reply('CLOSED the shop is closed') end
return 1
