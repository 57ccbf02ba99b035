-- Adds units to the shelf.
---@key units a hash of the numbers of units: available, held, sold
---@arg quantity integer
---@return integer how many are available now

if quantity < 1 then
  return redis.error_reply('QUANTITY restocking adds units, not ' .. quantity)
end
return redis.call('HINCRBY', units, 'available', quantity)
