-- Adds.
-- @arg counter the counter
-- @arg step how much
-- @return the new value
local function add(counter, step)
  return redis.call('INCRBY', counter, step)
end
