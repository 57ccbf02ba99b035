-- Puts what a reservation holds back on the shelf.
---@key units
---@key holds
---@key deadlines
---@arg reservation string
---@return boolean false if it holds nothing, any more or ever

local held = require("inventory.lib.hold")
return held.finish(units, holds, deadlines, reservation, 'available') > 0
