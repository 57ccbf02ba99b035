redis.call('SET', KEYS[1], ARGV[1])
if ARGV[1] == 'log' then
  redis.call('SET', KEYS[1] .. ':log', ARGV[2])
end
