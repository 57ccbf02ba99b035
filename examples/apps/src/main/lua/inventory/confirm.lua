-- Sells what a reservation holds. Confirming again does no harm.
---@key units
---@key holds
---@key deadlines
---@key sales
---@arg reservation string
---@return boolean false if its time was up, or if it never was

local held = require("inventory.lib.hold")

held.finish_if_over(units, holds, deadlines, reservation)
if redis.call('HEXISTS', sales, reservation) == 1 then
  return true
end
local quantity = held.finish(units, holds, deadlines, reservation, 'sold')
if quantity == 0 then
  return false
end
redis.call('HSET', sales, reservation, quantity)
return true
