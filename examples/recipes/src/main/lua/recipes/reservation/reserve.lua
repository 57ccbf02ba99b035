-- Sets units aside for a while, if there are enough. Asking again for the same reservation, after a lost reply for example,
-- takes no more units.
---@include "lib/hold"
---@key units
---@key holds = units .. ":holds"
---@key deadlines = units .. ":deadlines"
---@key sold = units .. ":sold"
---@arg reservation string
---@arg quantity integer
---@arg hold milliseconds how long the units are set aside
---@return string what became of it, as the enum in Java names it

return_expired(units, holds, deadlines, reservation)
if redis.call('ZSCORE', sold, reservation) then
  return 'SOLD'
end
local taken = tonumber(redis.call('HGET', holds, reservation) or 0)
if taken > 0 then
  return taken == quantity and 'RESERVED' or 'OTHER_QUANTITY'
end
if tonumber(redis.call('HGET', units, 'available') or 0) < quantity then
  return 'TOO_FEW'
end
redis.call('HINCRBY', units, 'available', -quantity)
redis.call('HINCRBY', units, 'held', quantity)
redis.call('HSET', holds, reservation, quantity)
redis.call('ZADD', deadlines, clock_millis() + hold, reservation)
return 'RESERVED'
