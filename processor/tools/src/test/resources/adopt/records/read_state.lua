-- Reads the state of a queue: how many wait, and their ids if there are any.
local size = redis.call('LLEN', KEYS[1])
local ids
if size > 0 then
  ids = redis.call('LRANGE', KEYS[1], 0, -1)
end
return { size, redis.call('GET', KEYS[2]), ids }
