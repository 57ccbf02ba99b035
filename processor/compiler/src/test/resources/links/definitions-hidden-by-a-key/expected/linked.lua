local prefix = "a"
local function prefixed()
  return prefix
end
local function name()
  return "lib"
end
local first = prefixed()
local prefix = ARGV[1]
local name = KEYS[1]
local function prefixed()
  return prefix
end
local function name()
  return "lib"
end
return { first, prefixed(), name() }
