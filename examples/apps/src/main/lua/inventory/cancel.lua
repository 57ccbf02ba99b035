-- Puts what a reservation holds back on the shelf.
---@include "lib/hold"
---@key units
---@key holds
---@key deadlines
---@arg reservation string
---@return boolean false if it holds nothing, any more or ever

return end_hold(units, holds, deadlines, reservation, 'available') > 0
