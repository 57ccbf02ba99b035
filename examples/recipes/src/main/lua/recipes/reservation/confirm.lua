-- Sells what a reservation holds. Confirming again within a day does no harm.
---@include "lib/hold"
---@key units
---@key holds = units .. ":holds"
---@key deadlines = units .. ":deadlines"
---@key sold = units .. ":sold" the reservations that were confirmed within a day, by that time
---@arg reservation string
---@return boolean false if its time was up, or if there never was one

local now = clock_millis()
redis.call('ZREMRANGEBYSCORE', sold, '-inf', now - 24 * 3600 * 1000)
return_expired(units, holds, deadlines, reservation)
if redis.call('ZSCORE', sold, reservation) then
  return true
end
if finish_hold(units, holds, deadlines, reservation, 'sold') == 0 then
  return false
end
redis.call('ZADD', sold, now, reservation)
return true
