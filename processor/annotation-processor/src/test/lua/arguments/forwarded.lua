return { ARGV[1], redis.call('SET', KEYS[1], ARGV[1]).ok, redis.call('GET', KEYS[1]) }
