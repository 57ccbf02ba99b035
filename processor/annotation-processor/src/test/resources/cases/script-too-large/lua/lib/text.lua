redis.log(redis.LOG_DEBUG, '0123456789')
