---@key order
---@key log
---@arg item { name: string, is_gift: boolean, note: string?, price: integer }
---@arg limit integer
---@error -1 SoldOut
---@error -2 Closed
---@return { number: integer, item: { name: string, is_gift: boolean, note: string?, price: integer } } | { reason: string } | nil
if limit == 0 then
  return -1
end
if limit == -1 then
  return -2
end
if limit == -2 then
  return nil
end
if item.price > limit then
  return { reason = item.name .. ' costs more than ' .. limit }
end
redis.call('RPUSH', order, cjson.encode(item))
return { number = redis.call('INCR', log), item = item }
