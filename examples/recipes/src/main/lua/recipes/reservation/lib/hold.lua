-- Holds: units that are set aside for a reservation until it is confirmed or cancelled, or until its time is up.
--
-- The units are counted in a hash: available, held, sold. Another hash has the units of each hold, and a sorted set the times at
-- which holds end.
---@include "/recipes/lib/clock"
---@pragma once

-- Ends a hold: its units become available or sold. Returns how many they are; 0 if there is no such hold.
local function finish_hold(units, holds, deadlines, reservation, become)
  local quantity = tonumber(redis.call('HGET', holds, reservation) or 0)
  if quantity > 0 then
    redis.call('HDEL', holds, reservation)
    redis.call('ZREM', deadlines, reservation)
    redis.call('HINCRBY', units, 'held', -quantity)
    redis.call('HINCRBY', units, become, quantity)
  end
  return quantity
end

-- Puts back the units of holds whose time is up: of a hundred of them, so that a call stays short, and of one that is asked for.
local function return_expired(units, holds, deadlines, reservation)
  local now = clock_millis()
  for _, expired in ipairs(redis.call('ZRANGEBYSCORE', deadlines, '-inf', now, 'LIMIT', 0, 100)) do
    finish_hold(units, holds, deadlines, expired, 'available')
  end
  local deadline = tonumber(redis.call('ZSCORE', deadlines, reservation))
  if deadline and deadline <= now then
    finish_hold(units, holds, deadlines, reservation, 'available')
  end
end
