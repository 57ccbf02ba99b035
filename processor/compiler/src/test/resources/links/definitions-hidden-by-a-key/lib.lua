local function prefixed()
  return prefix
end
local function name()
  return "lib"
end
