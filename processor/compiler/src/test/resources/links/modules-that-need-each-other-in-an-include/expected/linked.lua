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
moonlet_modules["even"] = { loader = function()
local function even(n)
local odd = require("odd")
  return n == 0 or odd(n - 1)
end
return even
end }
moonlet_modules["odd"] = { loader = function()
local even = require("even")
return function(n)
  return n ~= 0 and even(n - 1)
end
end }
return (function()
return require("even")(10)
end)()
