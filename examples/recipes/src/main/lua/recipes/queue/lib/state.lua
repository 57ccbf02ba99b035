-- How a job moves between the states of a queue. These keys hold a queue:
--
--   queue            a hash of counters; the number of jobs that were added is the sequence number of the last one
--   queue:ready      a sorted set of the ids of jobs that can be taken, by rank
--   queue:delayed    a sorted set of ids, by the time at which the job becomes ready
--   queue:leased     a sorted set of the ids of jobs that were taken, by the time at which the lease ends
--   queue:dead       a sorted set of the ids of dead letters, by the time of the last attempt
--   queue:done       a sorted set of the ids of acknowledged jobs, by the time at which they are forgotten
--   queue:payloads   hashes of what is known of each job, by its id
--   queue:ranks
--   queue:attempts   how often the job was taken
--   queue:tokens     the token of the lease, also that of an acknowledged job
--   queue:reasons    why the last attempt failed
--
-- A job is in exactly one of the sorted sets.
---@pragma once
---@include "/recipes/lib/clock"

-- Ranks of ready jobs: a larger priority comes first, and of one priority the job that was added first.
local HIGHEST_PRIORITY = 1000
local JOBS_OF_A_PRIORITY = 2 ^ 42

local function rank_of(priority, sequence)
  return (HIGHEST_PRIORITY - priority) * JOBS_OF_A_PRIORITY + sequence
end

local function make_ready(ready, ranks, id)
  redis.call('ZADD', ready, tonumber(redis.call('HGET', ranks, id)) or 0, id)
end

-- Whether a token is that of the job's lease, and the lease was not taken away.
local function has_lease(leased, tokens, id, token)
  return redis.call('ZSCORE', leased, id) and tonumber(redis.call('HGET', tokens, id)) == token
end

local function end_lease(leased, tokens, id)
  redis.call('ZREM', leased, id)
  redis.call('HDEL', tokens, id)
end

-- Puts a job that was tried too often among the dead letters.
local function bury(dead, reasons, id, reason, now)
  redis.call('ZADD', dead, now, id)
  redis.call('HSET', reasons, id, reason)
end
