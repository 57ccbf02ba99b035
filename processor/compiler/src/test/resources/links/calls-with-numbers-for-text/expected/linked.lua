local moonlet_scripts = { ["/"] = {} }
moonlet_scripts["sub"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local k = type(KEYS[1]) == 'number' and string.format('%.17g', KEYS[1]) or KEYS[1]
local s = type(ARGV[1]) == 'number' and string.format('%.17g', ARGV[1]) or ARGV[1]
local d = ARGV[2] if d == nil then d = "x" elseif type(d) == 'number' then d = string.format('%.17g', d) end
local r = {} for i = 3, #ARGV do r[i - 2] = type(ARGV[i]) == 'number' and string.format('%.17g', ARGV[i]) or ARGV[i] end
return { k:upper(), s:upper(), d:upper(), r[1]:upper(), r[2]:upper() }
end
moonlet_scripts["/"].sub = moonlet_scripts["sub"]
local CALL = moonlet_scripts["/"]
return (function()
return CALL.sub({ 12 }, { 5, 6, 7, 8 })
end)()
