-- Removes the items of a list from the stock.
---@key items
---@return integer
local sold = redis.call('LRANGE', items, 0, -1)
for _, item in ipairs(sold) do
  redis.call('DEL', item)
end
return #sold
