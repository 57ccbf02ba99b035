--[[
  Function isPaused
]]

-- Includes

local function isPaused(metaKey)
  return rcall("HEXISTS", metaKey, "paused") == 1
end
