-- Writes a counter for the owner that has read it last, and counts that.
---@key counter
---@key seen = counter .. ":token"
---@key writes = counter .. ":writes"
---@arg token integer
---@arg value integer
---@return boolean false for an owner before the last one

if token ~= tonumber(redis.call('GET', seen)) then
  return false
end
redis.call('SET', counter, value)
redis.call('INCR', writes)
return true
