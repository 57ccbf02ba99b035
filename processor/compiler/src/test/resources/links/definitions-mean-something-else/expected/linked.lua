local prefix = "a"
local function prefixed(name)
  return prefix .. name
end
local first = prefixed("x")
do
  local prefix = "b"
local function prefixed(name)
  return prefix .. name
end
  return { first, prefixed("x") }
end
