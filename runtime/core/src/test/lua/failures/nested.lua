-- Counts its runs, and replies with nested arrays.
---@key counter
---@arg depth integer
local reply = redis.call('INCR', counter)
for _ = 1, depth do
  reply = { reply }
end
return reply
