-- Lets a lease last longer, or end earlier, counted from now.
---@include "lib/state"
---@key queue
---@key leased = queue .. ":leased"
---@key tokens = queue .. ":tokens"
---@arg id string
---@arg token integer
---@arg lease milliseconds
---@return boolean whether the job is the caller's

if not has_lease(leased, tokens, id, token) then
  return false
end
local ends = clock_millis() + lease
local before = tonumber(redis.call('ZSCORE', leased, id)) or ends
redis.call('ZADD', leased, ends, id)
if ends < before then
  redis.call('PUBLISH', queue .. ':wakeups', '')
end
return true
