local function used()
  local name = "x"
  return require("y") .. require(name) .. CALL.jobs()
end
