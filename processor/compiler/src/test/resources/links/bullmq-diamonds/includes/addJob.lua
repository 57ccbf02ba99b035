--[[
  Function addJob
]]

-- Includes
--- @include "isPaused"
--- @include "getTarget"
--- @include "addMarker"
--- @include "emit"

local function addJob(waitKey, metaKey, id, data)
  local target = getTarget(metaKey, waitKey)
  rcall("LPUSH", target, id)
  rcall("HSET", target .. ":" .. id, "data", data)
  if not isPaused(metaKey) then
    addMarker(waitKey)
  end
  emit(metaKey, "waiting", id)
end
