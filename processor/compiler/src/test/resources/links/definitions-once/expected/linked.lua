local PREFIX = "app" .. ":"
local LIMIT = 2 * 50
local concat = table.concat
local function key(...)
  return PREFIX .. concat({ ... }, ":")
end
local function queue_key(name)
  return key("queue", name)
end
local function inside()
  return queue_key("b")
end
return { queue_key("a"), inside(), key("c"), LIMIT }
