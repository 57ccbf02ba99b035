local ok, module = pcall(require, "lib.good")
local fails, why = pcall(require, "lib/bad")
return { ok, module, tostring(fails), why }
