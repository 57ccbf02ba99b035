local t = { 1 }
local string = { n = 1 }
local joined = setmetatable({}, { __concat = function() return redis.call("INCR", "joins") end })
---@include "lib"
local first = size()
t[2] = 2
string.n = 2
---@include "lib"
return { first, size(), redis.call("GET", "joins") }
