---@key counter

-- Doubles the counter.
---@return integer
local function double()
  local value = tonumber(redis.call('GET', counter) or '0')
  redis.call('SET', counter, 2 * value)
  return 2 * value
end
return double()
