-- Stores a value that its loader has loaded, and wakes those that wait for it. A loader whose lease has ended stores nothing,
-- because another one may have loaded a newer value, or the value may have been dropped.
---@include "/recipes/lib/clock"
---@key entry
---@key loader = entry .. ":loader"
---@arg caller string
---@arg value string
---@arg fresh milliseconds
---@arg stale milliseconds how long it can be used after that while another one is loaded
---@return boolean whether it was stored

if redis.call('GET', loader) ~= caller then
  return false
end
redis.call('HSET', entry, 'value', value, 'fresh_until', clock_millis() + fresh)
redis.call('PEXPIRE', entry, fresh + stale)
redis.call('DEL', loader)
redis.call('PUBLISH', entry .. ':loaded', '')
return true
