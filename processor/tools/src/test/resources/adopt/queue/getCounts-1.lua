--[[
  Counts the tasks in some lists.

    Input:
      KEYS[1]    'prefix'

      ARGV[1...] types
]]
local prefix = KEYS[1]
local results = {}

for i = 1, #ARGV do
    results[#results + 1] = redis.call("LLEN", prefix .. ARGV[i])
end

return results
