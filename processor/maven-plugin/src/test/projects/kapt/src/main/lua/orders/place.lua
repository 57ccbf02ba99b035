---@key order
---@key log
---@arg item { name: string, is_gift: boolean, note: string?, price: integer }
---@arg limit integer
---@error -1 SoldOut
---@return { number: integer, item: { name: string, is_gift: boolean, note: string?, price: integer } } | { reason: string }
if limit == 0 then
  return -1
end
if item.price > limit then
  return { reason = item.name .. ' costs more than ' .. limit }
end
redis.call('RPUSH', order, cjson.encode(item))
return { number = redis.call('INCR', log), item = item }
