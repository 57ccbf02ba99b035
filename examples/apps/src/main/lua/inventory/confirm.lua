-- Sells what a reservation holds.
---@include "lib/hold"
---@key held
---@key deadlines
---@key sold a counter of the units sold
---@arg reservation string
---@return boolean false if the reservation has ended, or never was

local quantity = end_hold(held, deadlines, reservation)
if not quantity then
  return false
end
redis.call('INCRBY', sold, quantity)
return true
