-- Takes permits of a semaphore, all of them or none. An owner that has its permits already gets a token again, so that a
-- command that was sent twice does no harm.
---@include "/recipes/lib/fence"
---@include "lib/permits"
---@key semaphore
---@key fence = semaphore .. ":fence"
---@arg owner string
---@arg permits integer how many to take
---@arg size integer how many there are
---@arg lease milliseconds
---@return { token: integer } | { held_for: milliseconds }

local now = clock_millis()
local free = size - taken_now(semaphore, now)
if not has(semaphore, owner) then
  if free < permits then
    -- The permits whose leases end first are those that are free first.
    local ends_last = math.min(permits - free, redis.call('ZCARD', semaphore)) - 1
    local blocking = redis.call('ZRANGE', semaphore, ends_last, ends_last, 'WITHSCORES')
    return { held_for = tonumber(blocking[2]) - now }
  end
  take(semaphore, owner, permits, now + lease, now)
end
return { token = next_token(fence, lease) }
