-- Leases. A job that is reserved has a place in the set of leased jobs, by the time at which its lease ends, and a token.
-- Tokens only grow, so that a worker which comes too late is told from the one that has the job now.
---@pragma once
---@include "/lib/clock"

-- Begins a lease, or moves its end.
local function lease(leased, id, duration)
  redis.call('ZADD', leased, clock_millis() + duration, id)
end

-- Whether a token is that of the job's present lease.
local function has_lease(tokens, id, token)
  return tonumber(redis.call('HGET', tokens, id)) == token
end

-- Ends a lease.
local function end_lease(leased, tokens, id)
  redis.call('ZREM', leased, id)
  redis.call('HDEL', tokens, id)
end
