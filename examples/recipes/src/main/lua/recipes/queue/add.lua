-- Adds a job, unless the queue has one with this id, or had one that was acknowledged a short time ago.
---@include "lib/state"
---@key queue
---@key ready = queue .. ":ready"
---@key delayed = queue .. ":delayed"
---@key payloads = queue .. ":payloads"
---@key ranks = queue .. ":ranks"
---@key tokens = queue .. ":tokens"
---@key done = queue .. ":done"
---@arg id string
---@arg payload string
---@arg priority integer
---@arg delay milliseconds
---@return boolean whether the job is new

local now = clock_millis()
local forgotten = tonumber(redis.call('ZSCORE', done, id) or 0)
if forgotten > now or redis.call('HSETNX', payloads, id, payload) == 0 then
  return false
end
redis.call('ZREM', done, id)
redis.call('HDEL', tokens, id)
local sequence = redis.call('HINCRBY', queue, 'added', 1)
redis.call('HSET', ranks, id, rank_of(priority, sequence))
if delay > 0 then
  redis.call('ZADD', delayed, now + delay, id)
else
  make_ready(ready, ranks, id)
end
redis.call('PUBLISH', queue .. ':wakeups', '')
return true
