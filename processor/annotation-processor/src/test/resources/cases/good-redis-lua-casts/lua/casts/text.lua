%key key
%return string
return redis.call('INCR', key)
