redis.call("PING")
