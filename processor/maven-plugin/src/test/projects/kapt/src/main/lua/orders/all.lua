---@key order
---@return { name: string, is_gift: boolean, note: string?, price: integer }[]
local items = {}
for index, text in ipairs(redis.call('LRANGE', order, 0, -1)) do
  items[index] = cjson.decode(text)
end
return items
