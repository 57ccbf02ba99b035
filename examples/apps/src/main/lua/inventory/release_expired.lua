-- Puts back on the shelf what reservations hold that are out of time.
---@include "lib/hold"
---@include "/lib/clock"
---@key available
---@key held
---@key deadlines
---@arg limit integer how many reservations at most, so that no call holds up the server
---@return string[] the reservations that ended

local expired = redis.call('ZRANGEBYSCORE', deadlines, '-inf', clock_millis(), 'LIMIT', 0, limit)
local units = 0
for _, reservation in ipairs(expired) do
  units = units + (end_hold(held, deadlines, reservation) or 0)
end
if units > 0 then
  redis.call('INCRBY', available, units)
end
return expired
