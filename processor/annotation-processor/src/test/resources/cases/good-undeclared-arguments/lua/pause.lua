redis.call('HSET', KEYS[1], 'pause', ARGV[1], 'names', #cjson.decode(ARGV[2]))
return 1
