-- Puts back on the shelf what reservations hold whose time is up.
---@include "/lib/clock"
---@key units
---@key holds
---@key deadlines
---@arg limit integer how many reservations at most, so that no call holds up the server
---@return string[] the reservations that ended

local held = require("inventory.lib.hold")
local over = redis.call('ZRANGEBYSCORE', deadlines, '-inf', clock_millis(), 'LIMIT', 0, limit)
for _, reservation in ipairs(over) do
  held.finish(units, holds, deadlines, reservation, 'available')
end
return over
