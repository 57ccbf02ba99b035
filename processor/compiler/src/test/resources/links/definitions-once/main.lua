---@include "lib/keys"
---@include "lib/queue"
---@include "lib/keys"
local function inside()
  ---@include "lib/queue"
  return queue_key("b")
end
---@include "lib/queue"
return { queue_key("a"), inside(), key("c"), LIMIT }
