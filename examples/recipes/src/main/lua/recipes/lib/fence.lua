-- Fencing tokens: each is greater than all before it.
---@include "/recipes/lib/clock"
---@pragma once

-- The next token. It is the time in microseconds, or one more than the last token where that is greater. So tokens grow
-- even when the last one was lost in a failover, and the key need not be kept longer than clocks can be set back.
local function next_token(fence, lease)
  local token = math.max(clock_micros(), tonumber(redis.call('GET', fence) or 0) + 1)
  redis.call('SET', fence, string.format('%.0f', token), 'PX', lease + 24 * 3600 * 1000)
  return token
end
