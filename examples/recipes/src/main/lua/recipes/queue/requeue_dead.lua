-- Makes a dead letter ready again, in its old place and with all its attempts.
---@include "lib/state"
---@key queue
---@key ready = queue .. ":ready"
---@key dead = queue .. ":dead"
---@key ranks = queue .. ":ranks"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@arg id string
---@return boolean whether there was such a dead letter

if redis.call('ZREM', dead, id) == 0 then
  return false
end
redis.call('HDEL', attempts, id)
redis.call('HDEL', reasons, id)
make_ready(ready, ranks, id)
redis.call('PUBLISH', queue .. ':wakeups', '')
return true
