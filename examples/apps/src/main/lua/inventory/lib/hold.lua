-- Holds: units that are set aside for a reservation until it is confirmed or cancelled, or until its time is up.
--
-- The units of an article are counted in a hash: available, held, sold. Another hash has the units of each hold, and a
-- sorted set the times at which holds end.
---@include "/lib/clock"

local hold = {}

-- Ends a hold: its units become available or sold. Returns how many they are; 0 if there is no such hold.
function hold.finish(units, holds, deadlines, reservation, become)
  local quantity = tonumber(redis.call('HGET', holds, reservation) or 0)
  if quantity > 0 then
    redis.call('HDEL', holds, reservation)
    redis.call('ZREM', deadlines, reservation)
    redis.call('HINCRBY', units, 'held', -quantity)
    redis.call('HINCRBY', units, become, quantity)
  end
  return quantity
end

-- Ends a hold whose time is up, so that nobody counts on it any more.
function hold.finish_if_over(units, holds, deadlines, reservation)
  local deadline = tonumber(redis.call('ZSCORE', deadlines, reservation))
  if deadline and deadline <= clock_millis() then
    hold.finish(units, holds, deadlines, reservation, 'available')
  end
end

return hold
