%key key
%return boolean
if redis.call('EXISTS', key) == 0 then
  return
end
return redis.call('GET', key)
