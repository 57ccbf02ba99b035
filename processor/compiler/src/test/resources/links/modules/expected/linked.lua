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
moonlet_modules["lib.util"] = { loader = function(...)
local NAME = "util"
local trail = require("lib.trail")
local private = 1
trail[#trail + 1] = "util " .. private
return { name = NAME, module = (...) }
end }
moonlet_modules["lib/util"] = moonlet_modules["lib.util"]
moonlet_modules["lib.trail"] = { loader = function()
return { "trail" }
end }
moonlet_modules["lib/trail"] = moonlet_modules["lib.trail"]
moonlet_modules["lib/nothing"] = { loader = function()
local _unused = 1
end }
return (function()
local util = require("lib/util")
local same = require "lib.util"
local trail = require("lib/trail")
local function later()
  return require("lib/util").name
end
return { util.name, util == same, later(), util.private == nil, trail, #KEYS, require("lib/nothing") }
end)()
