local PREFIX = "app" .. ":"
local LIMIT = 2 * 50
local concat = table.concat
local function key(...)
  return PREFIX .. concat({ ... }, ":")
end
