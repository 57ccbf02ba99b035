local moonlet_scripts = { ["/"] = {} }
do local CALL = moonlet_scripts["/"]
moonlet_scripts["main"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
local n = tonumber(ARGV[1])
local text = ARGV[2] if text == nil then text = "default" elseif type(text) == 'number' then text = string.format('%.17g', text) end
local maybe = ARGV[3] if maybe == nil then maybe = nil elseif type(maybe) == 'number' then maybe = string.format('%.17g', maybe) end
if n > 0 then
  return CALL.main({}, { n - 1, text, maybe })
end
return text .. " " .. tostring(maybe)
end
end
moonlet_scripts["/"].main = moonlet_scripts["main"]
local CALL = moonlet_scripts["/"]
return (function()
local n = tonumber(ARGV[1])
local text = ARGV[2] if (text or '') == '' then text = "default" else text = string.sub(text, 2) end
local maybe = ARGV[3] if (maybe or '') == '' then maybe = nil else maybe = string.sub(maybe, 2) end
if n > 0 then
  return CALL.main({}, { n - 1, text, maybe })
end
return text .. " " .. tostring(maybe)
end)()
