-- KEYS, ARGV and CALL.jobs.push are words here, and so is require("lib").
local text = "KEYS ARGV CALL.jobs.push require('lib')"
local long = [[
---@include "nowhere"
CALL.nothing(KEYS)
]]
--[[
---@key not_a_key
require(name)
]]
local require = { CALL = "mine" }
return { text, long, require.CALL, CALL.echo({ "KEYS" }, { "ARGV" }) }
