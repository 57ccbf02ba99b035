--[[
  Pushes a job to the waiting list, unless the queue is paused.
]]
local function pushJob(waitKey, pausedKey, metaKey, command, jobId)
    if redis.call("HEXISTS", metaKey, "paused") == 1 then
        redis.call(command, pausedKey, jobId)
    else
        redis.call(command, waitKey, jobId)
    end
end
