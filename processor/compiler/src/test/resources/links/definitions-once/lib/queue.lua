---@include "keys"
local function queue_key(name)
  return key("queue", name)
end
