-- Gives permits back, for their owner alone, and wakes those that wait for some.
---@include "lib/permits"
---@key semaphore
---@arg owner string
---@arg permits integer
---@return boolean false if the owner does not have them any more

taken_now(semaphore, clock_millis())
if not has(semaphore, owner) then
  return false
end
for i = 1, permits do
  redis.call('ZREM', semaphore, owner .. ':' .. i)
end
redis.call('PUBLISH', semaphore .. ':released', '')
return true
