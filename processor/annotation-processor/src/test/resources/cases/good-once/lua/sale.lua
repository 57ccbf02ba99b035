#!lua flags=allow-oom
---@key articles...
---@once order 600  the number of the order
---@arg names string...
---@return json
local sold = {}
for i, article in ipairs(articles) do
  sold[i] = redis.call('HGET', article, names[i] or order) or ''
  redis.call('HINCRBY', article, 'sold', 1)
end
return sold
