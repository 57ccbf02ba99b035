-- Ends an attempt that failed. The job is tried again after a pause that doubles each time, or becomes a dead letter.
---@include "lib/state"
---@key queue
---@key delayed = queue .. ":delayed"
---@key leased = queue .. ":leased"
---@key dead = queue .. ":dead"
---@key tokens = queue .. ":tokens"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@arg id string
---@arg token integer
---@arg reason string
---@arg max_attempts integer
---@arg first_pause milliseconds
---@arg longest_pause milliseconds
---@return string what became of the job: RETRIED, DEAD, or LOST if it was not the caller's

if not has_lease(leased, tokens, id, token) then
  return 'LOST'
end
local now = clock_millis()
end_lease(leased, tokens, id)
redis.call('HINCRBY', queue, 'failed', 1)
local tried = tonumber(redis.call('HGET', attempts, id)) or 1
if tried >= max_attempts then
  bury(dead, reasons, id, reason, now)
  return 'DEAD'
end
redis.call('HSET', reasons, id, reason)
local pause = math.min(first_pause * 2 ^ (tried - 1), longest_pause)
redis.call('ZADD', delayed, now + pause, id)
redis.call('PUBLISH', queue .. ':wakeups', '')
return 'RETRIED'
