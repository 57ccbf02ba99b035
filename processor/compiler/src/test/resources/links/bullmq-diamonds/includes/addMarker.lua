--[[
  Function addMarker
]]

-- Includes

local function addMarker(waitKey)
  rcall("ZADD", waitKey .. ":marker", 0, "0")
end
