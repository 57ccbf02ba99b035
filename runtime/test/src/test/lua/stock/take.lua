-- Takes pieces from the stock if there are enough of them.
---@key item
---@arg count integer
---@return boolean
local left = tonumber(redis.call('GET', item) or '0')
if left < count then
  return false
end
redis.call('DECRBY', item, count)
return true
