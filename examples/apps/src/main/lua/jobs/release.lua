-- Gives a job back, so that it is the next one to be reserved.
---@include "lib/lease"
---@key ready
---@key leased
---@key tokens
---@arg id string
---@arg token integer
---@return boolean whether the caller still had the job

if not has_lease(tokens, id, token) then
  return false
end
end_lease(leased, tokens, id)
redis.call('RPUSH', ready, id)
return true
