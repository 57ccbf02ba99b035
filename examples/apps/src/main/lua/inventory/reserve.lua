-- Sets units aside for a while, if there are enough. Asking again for the same reservation, after a lost reply for
-- instance, takes no more units.
---@include "/lib/clock"
---@key available
---@key held a hash of the units of each reservation
---@key deadlines a sorted set of the reservations, by the time at which they end
---@arg reservation string
---@arg quantity integer
---@arg hold milliseconds how long the units are set aside
---@return { reserved: boolean, available: integer }

if quantity < 1 then
  return redis.error_reply('QUANTITY a reservation has at least one unit, not ' .. quantity)
end
local left = tonumber(redis.call('GET', available)) or 0
local reserved = redis.call('HEXISTS', held, reservation) == 1
if not reserved and left >= quantity then
  left = redis.call('DECRBY', available, quantity)
  redis.call('HSET', held, reservation, quantity)
  redis.call('ZADD', deadlines, clock_millis() + hold, reservation)
  reserved = true
end
return { reserved = reserved, available = left }
