-- Counts the units, after those of holds whose time is up are back.
---@include "lib/hold"
---@key units
---@key holds = units .. ":holds"
---@key deadlines = units .. ":deadlines"
---@return { available: integer, held: integer, sold: integer }

return_expired(units, holds, deadlines, '')
local counts = redis.call('HMGET', units, 'available', 'held', 'sold')
return { available = tonumber(counts[1]) or 0, held = tonumber(counts[2]) or 0, sold = tonumber(counts[3]) or 0 }
