local f = redis.call
(f)("PING")
