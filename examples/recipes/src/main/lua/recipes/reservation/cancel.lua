-- Puts back what a reservation holds.
---@include "lib/hold"
---@key units
---@key holds = units .. ":holds"
---@key deadlines = units .. ":deadlines"
---@arg reservation string
---@return boolean false if it holds nothing

return_expired(units, holds, deadlines, reservation)
return finish_hold(units, holds, deadlines, reservation, 'available') > 0
