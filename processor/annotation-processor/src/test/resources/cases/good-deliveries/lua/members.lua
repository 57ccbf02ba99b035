---@key key
---@return string[]?
if redis.call('EXISTS', key) == 1 then
  return redis.call('SMEMBERS', key)
end
