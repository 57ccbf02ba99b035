local moonlet_scripts = { ["/"] = { parity = {} }, ["parity/"] = {} }
do local CALL = moonlet_scripts["/"]
moonlet_scripts["main"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local n = tonumber(ARGV[1])
if n <= 1 then
  return 1
end
return n * CALL.main({}, { n - 1 }) + CALL.parity.even({}, { n }) * 0.5
end
end
do local CALL = moonlet_scripts["parity/"]
moonlet_scripts["parity/even"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local n = tonumber(ARGV[1])
if n == 0 then
  return 1
end
return CALL.odd({}, { n - 1 })
end
end
do local CALL = moonlet_scripts["parity/"]
moonlet_scripts["parity/odd"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local n = tonumber(ARGV[1])
if n == 0 then
  return 0
end
return CALL.even({}, { n - 1 })
end
end
moonlet_scripts["/"].main = moonlet_scripts["main"]
moonlet_scripts["/"].parity.even = moonlet_scripts["parity/even"]
moonlet_scripts["parity/"].even = moonlet_scripts["parity/even"]
moonlet_scripts["parity/"].odd = moonlet_scripts["parity/odd"]
local CALL = moonlet_scripts["/"]
local result = (function()
local n = tonumber(ARGV[1])
if n <= 1 then
  return 1
end
return n * CALL.main({}, { n - 1 }) + CALL.parity.even({}, { n }) * 0.5
end)()
local function number(v)
  if type(v) == 'number' then return string.format('%.17g', v) end
  return v
end
return number(result)
