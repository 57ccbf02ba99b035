--[[
  Function emit
]]

-- Includes

local function emit(metaKey, event, id)
  rcall("XADD", metaKey .. ":events", "MAXLEN", "~", 100, "*", "event", event, "jobId", id)
end
