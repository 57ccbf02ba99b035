-- The server's clock. All clients share it, so that no client's clock has to be right.
---@pragma once

-- Microseconds since 1970. They stay below 2^53, so that a Lua number holds them exactly.
local function clock_micros()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

-- Milliseconds since 1970.
local function clock_millis()
  return math.floor(clock_micros() / 1000)
end
