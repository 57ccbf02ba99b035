-- Returns how long a lease is left, and takes it.
local left = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
if left < 0 then
  return nil
end
return left
