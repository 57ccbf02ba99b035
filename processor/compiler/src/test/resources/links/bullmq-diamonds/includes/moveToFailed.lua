--[[
  Function moveToFailed
]]

-- Includes
--- @include "removeLock"
--- @include "emit"
--- @include "addJob"

local function moveToFailed(waitKey, metaKey, lockKey, token, id)
  local lock = removeLock(lockKey, token)
  if lock < 0 then
    return lock
  end
  emit(metaKey, "failed", id)
  addJob(waitKey, metaKey, id, "again")
  return 1
end
