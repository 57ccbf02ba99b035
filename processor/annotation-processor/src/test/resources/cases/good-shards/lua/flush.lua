redis.call('FLUSHALL')
