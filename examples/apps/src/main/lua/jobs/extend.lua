-- Lets a lease last longer, counted from now.
---@include "lib/lease"
---@key leased
---@key tokens
---@arg id string
---@arg token integer
---@arg duration milliseconds
---@return boolean whether the caller still has the job

if not has_lease(tokens, id, token) then
  return false
end
lease(leased, id, duration)
return true
