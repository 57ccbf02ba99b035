local function require(name)
  return name .. "!"
end
local CALL = { jobs = function() return "mine" end }
---@include "lib"
return used()
