-- Takes permits from a bucket that refills at a steady rate.
-- The time is the server's <b>own</b> & not the client's; see {@link} */.
---@include "lib/clock"
---@key bucket the bucket's name
---@arg capacity integer how many permits it holds
---@arg refill_per_second number
---@arg permits integer
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }
local now = clock_millis() -- the server's
redis.call('HSET', bucket, 'at', now, 'text', [[ -- no comment
  kept "as" it \ is ]] .. "\n")

return { allowed = true, remaining = capacity - permits, retry_after = 0 }
