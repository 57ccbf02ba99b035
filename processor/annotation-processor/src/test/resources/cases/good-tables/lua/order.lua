---@key orders
---@arg order { id: string, note: string?, lines: { sku: string, quantity: integer }[] }
---@arg more { sku: string, quantity: integer }[]
---@arg stock table<string, integer>
---@return integer
redis.call('HSET', orders, order.id, order.note or '')
local total = 0
for _, line in ipairs(order.lines) do
  total = total + line.quantity - (stock[line.sku] or 0)
end
for _, line in ipairs(more) do
  total = total + line.quantity
end
return total
