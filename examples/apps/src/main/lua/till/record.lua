-- Counts a sale, and publishes it to all screens.
---@include "lib/money"
---@key till a hash: the number of sales, and their sum in cents
---@arg article string
---@arg cents integer
---@return { number: integer, total: string }

local number = redis.call('HINCRBY', till, 'sales', 1)
local total = euros(redis.call('HINCRBY', till, 'cents', cents))
redis.call('PUBLISH', 'screens', 'sale ' .. number .. ': ' .. article .. ', total ' .. total)
return { number = number, total = total }
