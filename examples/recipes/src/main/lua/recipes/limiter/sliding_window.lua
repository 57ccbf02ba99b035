-- Takes permits of sliding windows: from all quotas or from none. No period, wherever it begins, has more permits than its
-- quota.
---@include "/recipes/lib/clock"
---@key states... a sorted set each: an entry for each permit, scored by the time in microseconds at which it was taken
---@arg limits { permits: integer, period: milliseconds }[]
---@arg permits integer
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }

local now = clock_micros()
local taken = {}
local remaining, retry_after = math.huge, 0
for i, limit in ipairs(limits) do
  local period = limit.period * 1000
  redis.call('ZREMRANGEBYSCORE', states[i], '-inf', now - period)
  taken[i] = redis.call('ZCARD', states[i])
  remaining = math.min(remaining, limit.permits - taken[i])
  local too_many = taken[i] + permits - limit.permits
  if too_many > 0 then
    local last = redis.call('ZRANGE', states[i], too_many - 1, too_many - 1, 'WITHSCORES')
    retry_after = math.max(retry_after, math.ceil((tonumber(last[2]) + period - now) / 1000))
  end
end
if retry_after > 0 then
  return { allowed = false, remaining = math.max(0, remaining), retry_after = retry_after }
end
for i, limit in ipairs(limits) do
  -- Each entry has a time that no other has: at least a microsecond after the last one.
  local last = redis.call('ZRANGE', states[i], -1, -1, 'WITHSCORES')
  local time = math.max(now, (tonumber(last[2]) or 0) + 1)
  for permit = 0, permits - 1 do
    redis.call('ZADD', states[i], time + permit, string.format('%.0f', time + permit))
  end
  redis.call('PEXPIRE', states[i], math.ceil((time + permits - now) / 1000) + limit.period)
end
return { allowed = true, remaining = remaining - permits, retry_after = 0 }
