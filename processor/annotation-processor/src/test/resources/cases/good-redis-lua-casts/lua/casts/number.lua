%key key
%return integer
return redis.call('GET', key) or '0'
