--[[
  Pauses or resumes a queue.

  Input:
    KEYS[1] 'wait'
    KEYS[2] 'paused'
    KEYS[3] 'meta'

    ARGV[1] '1' to pause, '0' to resume
]]
local pause = ARGV[1] == "1"
if pause then
    redis.call("HSET", KEYS[3], "paused", 1)
    redis.call("RENAMENX", KEYS[1], KEYS[2])
else
    redis.call("HDEL", KEYS[3], "paused")
    redis.call("RENAMENX", KEYS[2], KEYS[1])
end
