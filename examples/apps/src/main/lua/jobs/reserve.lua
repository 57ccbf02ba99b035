-- Reserves the job that has waited longest. It belongs to the caller until the lease ends; then others may have it.
---@include "lib/lease"
---@key ready
---@key leased a sorted set of the ids of reserved jobs, by the time at which the lease ends
---@key payloads
---@key tokens a hash of the tokens of reserved jobs by id
---@key last_token a counter
---@arg duration milliseconds how long the lease lasts
---@return { id: string, payload: string, token: integer }?

local id = redis.call('RPOP', ready)
if not id then
  return nil
end
local token = redis.call('INCR', last_token)
redis.call('HSET', tokens, id, token)
lease(leased, id, duration)
return { id = id, payload = redis.call('HGET', payloads, id) or '', token = token }
