--- @include "emit"
local function getNextId(metaKey)
  return rcall("HINCRBY", metaKey, "id", 1)
end
