-- Sets units aside for a while, if there are enough. Asking again for the same reservation, after a lost reply for
-- instance, takes no more units, and says so if they were sold in the meantime.
---@include "/lib/clock"
---@key units
---@key holds a hash of the units of each hold
---@key deadlines a sorted set of the holds, by the time at which they end
---@key sales a hash of the units sold to each reservation
---@arg reservation string
---@arg quantity integer
---@arg hold milliseconds how long the units are set aside
---@return { reserved: boolean, available: integer }

local held = require("inventory.lib.hold")

if quantity < 1 then
  return redis.error_reply('QUANTITY a reservation has at least one unit, not ' .. quantity)
end
held.finish_if_over(units, holds, deadlines, reservation)

local taken = tonumber(redis.call('HGET', holds, reservation) or redis.call('HGET', sales, reservation) or 0)
if taken > 0 and taken ~= quantity then
  return redis.error_reply('RESERVATION it is one of ' .. taken .. ' units, not ' .. quantity)
end
local available = tonumber(redis.call('HGET', units, 'available') or 0)
if taken == 0 and available >= quantity then
  available = redis.call('HINCRBY', units, 'available', -quantity)
  redis.call('HINCRBY', units, 'held', quantity)
  redis.call('HSET', holds, reservation, quantity)
  redis.call('ZADD', deadlines, clock_millis() + hold, reservation)
  taken = quantity
end
return { reserved = taken > 0, available = available }
