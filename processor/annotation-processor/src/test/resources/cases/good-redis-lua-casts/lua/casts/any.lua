%key key
%return bool
redis.call('DEL', key)
