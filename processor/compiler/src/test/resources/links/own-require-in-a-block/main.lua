do
  ---@include "own"
end
local m = require("lib/m")
local result
do
  local require = function(n) return "own" .. n end
  ---@include "x"
  result = q
end
local function f(CALL)
  ---@include "y"
  return r
end
return { m.v, result, f({ q = function() return "mine" end }) }
