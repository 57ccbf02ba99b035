-- Takes permits from a bucket that refills at a steady rate, all of them or none.
---@key bucket
---@arg capacity integer
---@arg refill_per_second number
---@arg permits integer
---@return { allowed: boolean, retry_after: milliseconds }

local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local state = redis.call('HMGET', bucket, 'tokens', 'at')
local at = tonumber(state[2]) or now
local refilled = math.max(0, now - at) * refill_per_second
local tokens = math.min(capacity, (tonumber(state[1]) or capacity) + refilled)
if tokens < permits then
  return { allowed = false, retry_after = math.ceil((permits - tokens) * 1000 / refill_per_second) }
end
redis.call('HSET', bucket, 'tokens', tokens - permits, 'at', math.max(at, now))
redis.call('PEXPIRE', bucket, math.ceil(capacity * 1000 / refill_per_second))
return { allowed = true, retry_after = 0 }
