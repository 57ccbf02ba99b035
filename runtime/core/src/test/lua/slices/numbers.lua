-- Writes down the number of each slice.
---@key log
---@arg last integer
---@resume from integer = 1
---@return { number: integer, from: integer? }
redis.call('RPUSH', log, from)
return { number = from, from = from < last and from + 1 or nil }
