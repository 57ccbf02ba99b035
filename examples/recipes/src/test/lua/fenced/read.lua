-- Reads a counter for the owner of a lock. From then on, owners before it are refused.
---@key counter
---@key seen = counter .. ":token"
---@arg token integer
---@return integer? nil for an owner before the last one

if token < tonumber(redis.call('GET', seen) or 0) then
  return nil
end
redis.call('SET', seen, string.format('%.0f', token))
return tonumber(redis.call('GET', counter) or 0)
