redis.call('INCR', key_a)
