-- Takes permits by the generic cell rate algorithm: from all quotas or from none. Each permit moves the time at which a quota
-- is whole again by the share of the period that is its own, and this time is at most a period away.
---@include "/recipes/lib/clock"
---@key states... the time each, in microseconds, at which the quota is whole again
---@arg limits { permits: integer, period: milliseconds }[]
---@arg permits integer
---@return { allowed: boolean, remaining: integer, retry_after: milliseconds }

local now = clock_micros()
local whole_at = {}
local remaining, retry_after = math.huge, 0
for i, limit in ipairs(limits) do
  local period = limit.period * 1000
  local cost = period / limit.permits
  local before = math.max(tonumber(redis.call('GET', states[i])) or now, now)
  whole_at[i] = before + permits * cost
  remaining = math.min(remaining, (now + period - before) / cost)
  local too_early = whole_at[i] - period - now
  if too_early >= 1 then -- less than a microsecond is what rounding leaves
    retry_after = math.max(retry_after, math.ceil(too_early / 1000))
  end
end
remaining = math.floor(remaining + 1e-6) -- so is a millionth of a permit
if retry_after > 0 then
  return { allowed = false, remaining = remaining, retry_after = retry_after }
end
for i in ipairs(limits) do
  redis.call('SET', states[i], whole_at[i], 'PX', math.ceil((whole_at[i] - now) / 1000) + 1)
end
return { allowed = true, remaining = math.max(0, remaining - permits), retry_after = 0 }
