--[[
  Function getTarget
]]

-- Includes
--- @include "isPaused"

local function getTarget(metaKey, waitKey)
  if isPaused(metaKey) then
    return waitKey .. ":paused"
  end
  return waitKey
end
