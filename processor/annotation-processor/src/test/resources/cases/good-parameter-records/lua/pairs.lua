return { 'a', { redis.call('INCR', KEYS[1]), 'b' } }
