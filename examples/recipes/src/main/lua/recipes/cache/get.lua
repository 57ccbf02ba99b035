-- Finds a value. Where it is missing or stale, the first caller becomes its loader; the others get the stale value, or wait.
---@include "/recipes/lib/clock"
---@key entry a hash of the value and the time until which it is fresh, which expires when the value is not even stale
---@key loader = entry .. ":loader" who loads the value now
---@arg caller string
---@arg lease milliseconds how long the caller may take to load
---@return { value: string } | { loads: boolean } | { loaded_within: milliseconds }

local found = redis.call('HMGET', entry, 'value', 'fresh_until')
if found[1] and clock_millis() < tonumber(found[2]) then
  return { value = found[1] }
end
local current = redis.call('GET', loader)
if not current or current == caller then
  redis.call('SET', loader, caller, 'PX', lease)
  return { loads = true }
end
if found[1] then
  return { value = found[1] }
end
return { loaded_within = math.max(redis.call('PTTL', loader), 0) }
