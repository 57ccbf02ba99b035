local value = ARGV[1]
if #ARGV > 2 then
  redis.call('EXPIRE', KEYS[2], ARGV[3])
end
redis.call('LPUSH', KEYS[1], value)
return redis.call('EXPIREAT', KEYS[1], ARGV[2])
