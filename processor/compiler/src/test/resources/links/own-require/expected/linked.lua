local function require(name)
  return name .. "!"
end
local CALL = { jobs = function() return "mine" end }
local function used()
  local name = "x"
  return require("y") .. require(name) .. CALL.jobs()
end
return used()
