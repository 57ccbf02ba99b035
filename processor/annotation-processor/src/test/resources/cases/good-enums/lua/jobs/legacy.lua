redis.call('SET', KEYS[1], ARGV[1])
return redis.call('STRLEN', KEYS[1])
