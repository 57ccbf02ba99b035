-- Counts the units.
---@key units
---@return { available: integer, held: integer, sold: integer }

local counts = redis.call('HMGET', units, 'available', 'held', 'sold')
return { available = tonumber(counts[1]) or 0, held = tonumber(counts[2]) or 0, sold = tonumber(counts[3]) or 0 }
