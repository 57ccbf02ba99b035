---@key order
---@return integer?
local length = redis.call('LLEN', order)
if length == 0 then
  return nil
end
return length
