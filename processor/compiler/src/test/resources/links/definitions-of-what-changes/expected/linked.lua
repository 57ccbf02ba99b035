local t = { 1 }
local string = { n = 1 }
local joined = setmetatable({}, { __concat = function() return redis.call("INCR", "joins") end })
local count = #t
local n = string.n
local text = joined .. "x"
local function size()
  return count .. n .. text
end
local first = size()
t[2] = 2
string.n = 2
local count = #t
local n = string.n
local text = joined .. "x"
local function size()
  return count .. n .. text
end
return { first, size(), redis.call("GET", "joins") }
