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
local even = {}
function even.is(n)
  return n == 0 or require("odd").is(n - 1)
end
return even
end }
moonlet_modules["odd"] = { loader = function()
local even = require("even")
return { is = function(n) return n ~= 0 and even.is(n - 1) end }
end }
return (function()
return { require("even").is(10), require("odd").is(10), require("even").is(7) }
end)()
