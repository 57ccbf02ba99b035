--[[
  Takes a task.

    KEYS[1] 'wait'
    KEYS[2] 'active'
    ARGV[1]
    ARGV[2] lock duration
]]
local id = redis.call("RPOPLPUSH", KEYS[1], KEYS[2])
if not id then
    return nil
end
redis.call("SET", ARGV[1] .. id .. ":lock", "1", "PX", ARGV[2])
return { id, redis.call("HINCRBY", ARGV[1] .. id, "taken", 1) }
