---@include "names"
local trail = require("lib.trail")
local private = 1
trail[#trail + 1] = "util " .. private
return { name = NAME, module = (...) }
