if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
local ids = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  ids[#ids + 1] = id
end
redis.call('SADD', KEYS[2], unpack(ids))
return ids
