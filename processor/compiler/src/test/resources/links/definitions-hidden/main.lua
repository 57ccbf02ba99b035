---@include "lib"
local first = name()
local function name()
  return "hidden"
end
local second = name()
---@include "lib"
return { first, second, name() }
