local function full_name(key)
  return 'app:' .. key
end
local function push(key, value)
  return redis.call('RPUSH', full_name(key), value)
end
local function pop(key)
  return redis.call('LPOP', full_name(key))
end
local queue_key = KEYS[1]
local values = cjson.decode(ARGV[1])
local limit = tonumber(ARGV[2])
for _, value in ipairs(values) do
  push(queue_key, value)
end
local popped = {}
for i = 1, limit do
  popped[i] = pop(queue_key)
end
return cjson.encode(popped)
