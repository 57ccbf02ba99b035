local a, b
do
local function name()
  return "lib"
end
  a = name()
end
if a then
local function name()
  return "lib"
end
  b = name()
else
local function name()
  return "lib"
end
  b = name() .. "?"
end
return { a, b }
