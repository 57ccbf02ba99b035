local t = {}
---@include "lib"
function t:method()
  ---@include "lib"
  return type(self)
end
local function varargs(...)
  ---@include "lib"
  return type(arg)
end
return { type(self), t:method(), varargs(1) }
