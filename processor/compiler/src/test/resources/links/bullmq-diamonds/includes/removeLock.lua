--[[
  Function removeLock
]]

-- Includes

local function removeLock(lockKey, token)
  if rcall("GET", lockKey) == token then
    rcall("DEL", lockKey)
    return 0
  end
  return -2
end
