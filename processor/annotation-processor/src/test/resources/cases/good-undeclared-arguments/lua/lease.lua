local ttl = tonumber(ARGV[2])
if ARGV[3] then
  redis.call('SET', KEYS[1] .. ':fence', ARGV[3])
end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ttl)
