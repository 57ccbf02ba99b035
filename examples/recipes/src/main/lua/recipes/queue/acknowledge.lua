-- Removes a job that is done. Only the holder of its lease can do that, and doing it again changes nothing.
---@include "lib/state"
---@key queue
---@key leased = queue .. ":leased"
---@key payloads = queue .. ":payloads"
---@key ranks = queue .. ":ranks"
---@key tokens = queue .. ":tokens"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@key done = queue .. ":done"
---@arg id string
---@arg token integer what taking the job gave
---@arg remember milliseconds how long adding the id again is refused
---@return boolean whether the job was the caller's

local now = clock_millis()
local forgotten = redis.call('ZRANGEBYSCORE', done, '-inf', now, 'LIMIT', 0, 100)
for _, old in ipairs(forgotten) do
  redis.call('ZREM', done, old)
  redis.call('HDEL', tokens, old)
end
if not has_lease(leased, tokens, id, token) then
  return redis.call('ZSCORE', done, id) ~= false and tonumber(redis.call('HGET', tokens, id)) == token
end
redis.call('ZREM', leased, id)
redis.call('HDEL', payloads, id)
redis.call('HDEL', ranks, id)
redis.call('HDEL', attempts, id)
redis.call('HDEL', reasons, id)
redis.call('HINCRBY', queue, 'acknowledged', 1)
if remember > 0 then
  redis.call('ZADD', done, now + remember, id)
else
  redis.call('HDEL', tokens, id)
end
return true
