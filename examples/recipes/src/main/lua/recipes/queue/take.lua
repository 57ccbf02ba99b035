-- Takes the jobs that come first. Each belongs to the caller until its lease ends; then the queue gives it to others.
---@include "lib/state"
---@key queue
---@key ready = queue .. ":ready"
---@key delayed = queue .. ":delayed"
---@key leased = queue .. ":leased"
---@key dead = queue .. ":dead"
---@key payloads = queue .. ":payloads"
---@key ranks = queue .. ":ranks"
---@key tokens = queue .. ":tokens"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@arg limit integer how many jobs at most
---@arg lease milliseconds
---@arg max_attempts integer
---@return { jobs: { id: string, payload: string, token: integer, attempt: integer }[], next_due: milliseconds? }

-- How many jobs one call moves at most, so that it does not hold up the server.
local MOVED_AT_ONCE = 1000

local now = clock_millis()
for _, id in ipairs(redis.call('ZRANGEBYSCORE', delayed, '-inf', now, 'LIMIT', 0, MOVED_AT_ONCE)) do
  redis.call('ZREM', delayed, id)
  make_ready(ready, ranks, id)
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', now, 'LIMIT', 0, MOVED_AT_ONCE)) do
  end_lease(leased, tokens, id)
  redis.call('HINCRBY', queue, 'expired', 1)
  if (tonumber(redis.call('HGET', attempts, id)) or 0) >= max_attempts then
    bury(dead, reasons, id, 'the lease ended', now)
  else
    make_ready(ready, ranks, id)
  end
end

local jobs = {}
for _, id in ipairs(redis.call('ZRANGE', ready, 0, limit - 1)) do
  redis.call('ZREM', ready, id)
  local token = redis.call('HINCRBY', queue, 'taken', 1)
  redis.call('HSET', tokens, id, token)
  redis.call('ZADD', leased, now + lease, id)
  jobs[#jobs + 1] = {
    id = id,
    payload = redis.call('HGET', payloads, id) or '',
    token = token,
    attempt = redis.call('HINCRBY', attempts, id, 1),
  }
end

-- How long until a delayed job is due or a lease ends, if that is what a caller without jobs has to wait for.
local next_due = nil
for _, set in ipairs({ delayed, leased }) do
  local first = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
  local due = tonumber(first[2])
  if due and (not next_due or due - now < next_due) then
    next_due = math.max(due - now, 0)
  end
end
return { jobs = jobs, next_due = next_due }
