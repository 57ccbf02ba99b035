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
moonlet_modules["lib.good"] = { loader = function()
return "good"
end }
moonlet_modules["lib/bad"] = { loader = function()
error("bad", 0)
end }
return (function()
local ok, module = pcall(require, "lib.good")
local fails, why = pcall(require, "lib/bad")
return { ok, module, tostring(fails), why }
end)()
