-- Moves the members of a sorted set to another one, the lowest first.
---@key source
---@key target
---@arg limit integer  how many a slice moves at most
---@resume moved integer = 0  how many have been moved
---@return { moved: integer? }
local batch = redis.call('ZRANGE', source, 0, limit - 1, 'WITHSCORES')
if #batch == 0 then
  return { moved = nil }
end
for i = 1, #batch, 2 do
  redis.call('ZADD', target, batch[i + 1], batch[i])
  redis.call('ZREM', source, batch[i])
end
return { moved = moved + math.floor(#batch / 2) }
