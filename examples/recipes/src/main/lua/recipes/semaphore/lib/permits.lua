-- Permits: a sorted set has an entry for each that is taken, scored by the time at which its lease ends.
---@include "/recipes/lib/clock"
---@pragma once

-- Frees the permits whose lease has ended, and returns how many are taken now.
local function taken_now(semaphore, now)
  redis.call('ZREMRANGEBYSCORE', semaphore, '-inf', now)
  return redis.call('ZCARD', semaphore)
end

-- Takes permits until a time, or takes them until another time.
local function take(semaphore, owner, permits, deadline, now)
  for i = 1, permits do
    redis.call('ZADD', semaphore, deadline, owner .. ':' .. i)
  end
  local last = redis.call('ZRANGE', semaphore, -1, -1, 'WITHSCORES')
  redis.call('PEXPIRE', semaphore, tonumber(last[2]) - now + 1)
end

-- Whether an owner has its permits still.
local function has(semaphore, owner)
  return redis.call('ZSCORE', semaphore, owner .. ':1') ~= false
end
