-- Takes permits from a bucket that refills at a steady rate.
---@include "lib/clock"
---@key bucket
---@arg capacity integer
---@arg refill_per_second number
---@arg permits integer
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }

local state = redis.call('HMGET', bucket, 'tokens', 'at')
local now = clock_millis()
local elapsed = math.max(0, now - (tonumber(state[2]) or now))
local tokens = math.min(capacity, (tonumber(state[1]) or capacity) + elapsed * refill_per_second / 1000)

local allowed = tokens >= permits
if allowed then
  tokens = tokens - permits
end
redis.call('HSET', bucket, 'tokens', tokens, 'at', now)
redis.call('PEXPIRE', bucket, math.ceil((capacity - tokens) * 1000 / refill_per_second) + 1)

local wait = allowed and 0 or math.ceil((permits - tokens) * 1000 / refill_per_second)
return { allowed = allowed, remaining = math.floor(tokens), retry_after = wait }
