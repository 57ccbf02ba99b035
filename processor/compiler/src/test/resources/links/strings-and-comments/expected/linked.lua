local moonlet_scripts = { ["/"] = {} }
moonlet_scripts["echo"] = function(KEYS, ARGV)
KEYS, ARGV = KEYS or {}, ARGV or {}
return "KEYS[1] is " .. KEYS[1] .. ", ARGV[1] is " .. ARGV[1]
end
moonlet_scripts["/"].echo = moonlet_scripts["echo"]
local CALL = moonlet_scripts["/"]
return (function()
local text = "KEYS ARGV CALL.jobs.push require('lib')"
local long = [[
---@include "nowhere"
CALL.nothing(KEYS)
]]
local require = { CALL = "mine" }
return { text, long, require.CALL, CALL.echo({ "KEYS" }, { "ARGV" }) }
end)()
