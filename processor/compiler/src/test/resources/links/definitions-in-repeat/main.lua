---@include "lib"
local found
repeat
  local name = 5
until (function()
  ---@include "lib"
  found = name()
  return name ~= 5
end)()
return found
