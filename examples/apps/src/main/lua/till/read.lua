-- What a till has counted, and whether its day is closed.
---@include "lib/money"
---@key till
---@return { sales: integer, total: string, closed: boolean }

local values = redis.call('HMGET', till, 'sales', 'cents', 'closed_by')
return { sales = tonumber(values[1]) or 0, total = euros(tonumber(values[2]) or 0), closed = values[3] ~= false }
