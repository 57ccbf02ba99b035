-- Adds units to the shelf.
---@key available a counter of the units that nobody has reserved
---@arg quantity integer
---@return integer how many are available now

if quantity < 1 then
  return redis.error_reply('QUANTITY restocking adds units, not ' .. quantity)
end
return redis.call('INCRBY', available, quantity)
