local function name()
  return "lib"
end
local first = name()
local function name()
  return "hidden"
end
local second = name()
local function name()
  return "lib"
end
return { first, second, name() }
