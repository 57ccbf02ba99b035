-- Removes a job that is done.
---@include "lib/lease"
---@key leased
---@key payloads
---@key tokens
---@arg id string
---@arg token integer what reserving the job gave
---@return boolean whether the caller still had the job; if not, somebody else does it, or has done it

if not has_lease(tokens, id, token) then
  return false
end
end_lease(leased, tokens, id)
redis.call('HDEL', payloads, id)
return true
