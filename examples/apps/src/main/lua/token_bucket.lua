-- Takes permits from a bucket that holds a number of them at most and refills at a steady rate. A bucket that was never
-- used is full, and one that is full again is forgotten.
---@include "lib/clock"
---@key bucket
---@arg capacity integer the most permits that the bucket holds
---@arg refill_per_second number how many permits come back every second
---@arg permits integer how many to take; either all of them or none
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }

if permits < 1 or permits > capacity then
  return redis.error_reply('PERMITS a bucket of ' .. capacity .. ' never gives ' .. permits .. ' permits')
end
if refill_per_second <= 0 then
  return redis.error_reply('REFILL a bucket refills at a rate above 0')
end

local state = redis.call('HMGET', bucket, 'tokens', 'at')
local tokens = tonumber(state[1]) or capacity
local now = clock_micros()
local at = tonumber(state[2]) or now
if now > at then -- a replica that was promoted may have an earlier clock
  tokens = math.min(capacity, tokens + (now - at) * refill_per_second / 1000000)
  at = now
end

if tokens < permits then
  -- Nothing is written: what is stored tells as much.
  local wait = math.ceil((permits - tokens) * 1000 / refill_per_second)
  return { allowed = false, remaining = math.floor(tokens), retry_after = wait }
end
tokens = tokens - permits
local year = 365 * 24 * 3600 * 1000
local full_again = math.min(year, math.ceil((capacity - tokens) * 1000 / refill_per_second) + 1)
redis.call('HSET', bucket, 'tokens', tokens, 'at', at)
redis.call('PEXPIRE', bucket, full_again)
return { allowed = true, remaining = math.floor(tokens), retry_after = 0 }
