-- Finds its keys in Redis, so that no compiler sees them.
---@key index
---@arg tag string
---@return integer
local notes = redis.call('LRANGE', index, 0, -1)
for _, note in ipairs(notes) do
  redis.call('SADD', note, tag)
end
return #notes
