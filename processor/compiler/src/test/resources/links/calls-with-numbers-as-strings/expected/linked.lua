local moonlet_scripts = { ["/"] = {} }
moonlet_scripts["upper"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local text = type(ARGV[1]) == 'number' and string.format('%.17g', ARGV[1]) or ARGV[1]
return text:upper()
end
moonlet_scripts["/"].upper = moonlet_scripts["upper"]
local CALL = moonlet_scripts["/"]
return (function()
return { CALL.upper({}, { 5 }), CALL.upper({}, { "x" }), CALL.upper({}, { 0.5 }) }
end)()
