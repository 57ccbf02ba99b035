for i = 1, 2 do
  redis.call('DEL', KEYS[i])
end
for i = 0, 1 do
  redis.call('DEL', KEYS[i + 1])
end
