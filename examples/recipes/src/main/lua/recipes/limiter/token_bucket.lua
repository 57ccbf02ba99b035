-- Takes permits from buckets that are full at first and refill at a steady rate: from all of them or from none. A bucket that
-- is full again is forgotten.
---@include "/recipes/lib/clock"
---@key states... a hash each: its tokens, and the time in microseconds at which it had them
---@arg limits { permits: integer, period: milliseconds }[]
---@arg permits integer
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }

local now = clock_micros()
local tokens, at = {}, {}
local remaining, retry_after = math.huge, 0
for i, limit in ipairs(limits) do
  local per_micro = limit.permits / (limit.period * 1000)
  local state = redis.call('HMGET', states[i], 'tokens', 'at')
  tokens[i] = tonumber(state[1]) or limit.permits
  at[i] = tonumber(state[2]) or now
  if now > at[i] then -- a replica that was promoted may have an earlier clock
    tokens[i] = math.min(limit.permits, tokens[i] + (now - at[i]) * per_micro)
    at[i] = now
  end
  remaining = math.min(remaining, tokens[i])
  if tokens[i] < permits then
    local full_enough = (permits - tokens[i]) / per_micro + (at[i] - now)
    retry_after = math.max(retry_after, math.ceil(full_enough / 1000))
  end
end
if remaining < permits then
  -- Nothing is written: what is stored says the same.
  return { allowed = false, remaining = math.floor(remaining), retry_after = retry_after }
end
for i, limit in ipairs(limits) do
  local left = tokens[i] - permits
  local full_again = (limit.permits - left) * limit.period / limit.permits + (at[i] - now) / 1000
  redis.call('HSET', states[i], 'tokens', left, 'at', at[i])
  redis.call('PEXPIRE', states[i], math.ceil(full_again) + 1)
end
return { allowed = true, remaining = math.floor(remaining - permits), retry_after = 0 }
