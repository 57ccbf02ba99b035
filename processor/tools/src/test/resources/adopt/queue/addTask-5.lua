--[[
  Adds a task to the queue.

    Input:
      KEYS[1] 'wait',
      KEYS[2] 'paused'
      KEYS[3] 'meta'
      KEYS[4] 'id'
      KEYS[5] events stream key

      ARGV[1] key prefix
      ARGV[2] custom id (one is made if it is empty)
      ARGV[3] task data
      ARGV[4] lifo
      ARGV[5] msgpacked options

    Output:
      the id
]]
local rcall = redis.call
local opts = cmsgpack.unpack(ARGV[5])

--- @include "includes/pushJob"

local taskId = ARGV[2]
if ARGV[2] == "" then
    taskId = rcall("INCR", KEYS[4]) .. ""
end
rcall("HSET", ARGV[1] .. taskId, "data", ARGV[3], "attempts", opts["attempts"] or 1)
pushJob(KEYS[1], KEYS[2], KEYS[3], ARGV[4] == '1' and "RPUSH" or "LPUSH", taskId)
rcall("XADD", KEYS[5], "1-1", "event", "added")
return taskId
