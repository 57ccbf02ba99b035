-- Takes tokens from a bucket.
local tokens_key = KEYS[1]
local timestamp_key = KEYS[2]

local rate = tonumber(ARGV[1])
local capacity = tonumber(ARGV[2])
local now = tonumber(ARGV[3]) or 0
local requested = tonumber(ARGV[4])

local ttl = math.floor(capacity / rate * 2)
local last = tonumber(redis.call('get', tokens_key)) or capacity
local refreshed = tonumber(redis.call('get', timestamp_key)) or 0
local filled = math.min(capacity, last + math.max(0, now - refreshed) * rate)
local allowed = filled >= requested
local left = allowed and filled - requested or filled

if ttl > 0 then
  redis.call('setex', tokens_key, ttl, left)
  redis.call('setex', timestamp_key, ttl, now)
end

return { allowed and 1 or 0, left }
