-- Holds: units that are set aside for a reservation until it is confirmed, cancelled, or out of time.
---@pragma once

-- Ends a hold and returns how many units it had, or nil if there is none.
local function end_hold(held, deadlines, reservation)
  local quantity = tonumber(redis.call('HGET', held, reservation))
  if quantity then
    redis.call('HDEL', held, reservation)
    redis.call('ZREM', deadlines, reservation)
  end
  return quantity
end
