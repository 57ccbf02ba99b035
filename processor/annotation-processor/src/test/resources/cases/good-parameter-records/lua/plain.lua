redis.call('EXPIRE', KEYS[3], ARGV[2])
for i = 3, #ARGV do
  redis.call('SMOVE', KEYS[1], KEYS[2], ARGV[i])
end
return tonumber(ARGV[1])
