#!lua flags=no-writes,allow-stale
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
moonlet_modules["util"] = { loader = function()
return "u"
end }
return (function()
local util = require("util")
return util
end)()
