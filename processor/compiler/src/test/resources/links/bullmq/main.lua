--[[
  Adds a job.
    Input:
      KEYS[1] 'wait'
      KEYS[2] 'meta'
      ARGV[1] msgpacked options
      ARGV[2] name
    Output:
      job id
]]
local waitKey = KEYS[1]
local metaKey = KEYS[2]
local rcall = redis.call

-- Includes
--- @include "includes/addJob"
--- @include "includes/getNextId"
--- @include "includes/emit"

local id = getNextId(metaKey)
addJob(waitKey, metaKey, id, "name")
emit(metaKey, "added", id)
return id
