local prefix = "a"
---@include "lib"
local first = prefixed("x")
do
  local prefix = "b"
  ---@include "lib"
  return { first, prefixed("x") }
end
