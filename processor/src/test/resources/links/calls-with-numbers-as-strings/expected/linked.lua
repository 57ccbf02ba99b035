local moonlet_scripts = { ["/"] = {} }
moonlet_scripts["upper"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local text = ARGV[1] if type(text) == 'number' then text = string.format('%.17g', text) end
return text:upper()
end
moonlet_scripts["/"].upper = moonlet_scripts["upper"]
local CALL = moonlet_scripts["/"]
return (function()
return { CALL.upper({}, { 5 }), CALL.upper({}, { "x" }), CALL.upper({}, { 0.5 }) }
end)()
