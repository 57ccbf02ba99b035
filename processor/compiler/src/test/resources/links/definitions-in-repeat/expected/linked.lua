local function name()
  return "lib"
end
local found
repeat
  local name = 5
until (function()
local function name()
  return "lib"
end
  found = name()
  return name ~= 5
end)()
return found
