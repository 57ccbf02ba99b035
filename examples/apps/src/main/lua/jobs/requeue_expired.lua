-- Gives back the jobs whose lease has ended. They come before all others, those that waited longest first.
---@include "lib/lease"
---@key ready
---@key leased
---@key tokens
---@arg limit integer how many at most, so that no call holds up the server
---@return string[] their ids

local expired = redis.call('ZRANGEBYSCORE', leased, '-inf', clock_millis(), 'LIMIT', 0, limit)
for i = #expired, 1, -1 do
  end_lease(leased, tokens, expired[i])
  redis.call('RPUSH', ready, expired[i])
end
return expired
