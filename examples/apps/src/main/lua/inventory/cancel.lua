-- Puts what a reservation holds back on the shelf.
---@include "lib/hold"
---@key available
---@key held
---@key deadlines
---@arg reservation string
---@return boolean false if the reservation has ended, or never was

local quantity = end_hold(held, deadlines, reservation)
if not quantity then
  return false
end
redis.call('INCRBY', available, quantity)
return true
