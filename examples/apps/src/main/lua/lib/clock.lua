-- The server's clock. All clients of a script share it, so none has to be right.
---@pragma once

-- Microseconds since 1970. They stay below 2^53, so that a Lua number holds them exactly.
local function clock_micros()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end
