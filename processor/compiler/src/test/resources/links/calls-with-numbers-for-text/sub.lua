---@key k
---@arg s string
---@arg d string = "x"
---@arg r string...
return { k:upper(), s:upper(), d:upper(), r[1]:upper(), r[2]:upper() }
