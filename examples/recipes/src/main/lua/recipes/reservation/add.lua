-- Adds units to a stock.
---@key units a hash of the numbers of units: available, held, sold
---@arg quantity integer
---@return integer how many are available now

return redis.call('HINCRBY', units, 'available', quantity)
