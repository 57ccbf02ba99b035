--[[
  Function to add a job.
]]

-- Includes
--- @include "isPaused"
--- @include "emit"

local function addJob(waitKey, metaKey, id, name)
  if not isPaused(metaKey) then
    rcall("LPUSH", waitKey, id .. ":" .. name)
  end
  emit(metaKey, "waiting", id)
end
