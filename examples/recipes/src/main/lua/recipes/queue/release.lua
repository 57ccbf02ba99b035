-- Gives a job back untouched, to be taken in its old place. The attempt does not count.
---@include "lib/state"
---@key queue
---@key ready = queue .. ":ready"
---@key leased = queue .. ":leased"
---@key ranks = queue .. ":ranks"
---@key tokens = queue .. ":tokens"
---@key attempts = queue .. ":attempts"
---@arg id string
---@arg token integer
---@return boolean whether the job was the caller's

if not has_lease(leased, tokens, id, token) then
  return false
end
end_lease(leased, tokens, id)
redis.call('HINCRBY', attempts, id, -1)
make_ready(ready, ranks, id)
redis.call('PUBLISH', queue .. ':wakeups', '')
return true
