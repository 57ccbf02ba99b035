%key key
%return integer
if redis.call('DEL', key) == 1 then
  return 1
end
