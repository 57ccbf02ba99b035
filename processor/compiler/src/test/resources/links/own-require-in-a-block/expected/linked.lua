local moonlet_modules = {}
local function require(name)
  local module = moonlet_modules[name]
  local loader = module.loader
  if loader then
    module.loader = nil
    module.value = loader(name)
    if module.value == nil then module.value = true end
  elseif module.value == nil then
    error("loop or previous error loading module '" .. name .. "'", 2)
  end
  return module.value
end
moonlet_modules["lib/m"] = { loader = function()
return { v = "mod" }
end }
return (function()
do
local function require(n) return "own" .. n end
end
local m = require("lib/m")
local result
do
  local require = function(n) return "own" .. n end
local q = require("q")
  result = q
end
local function f(CALL)
local r = CALL.q()
  return r
end
return { m.v, result, f({ q = function() return "mine" end }) }
end)()
