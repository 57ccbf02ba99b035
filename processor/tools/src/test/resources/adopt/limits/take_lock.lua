local lock, owner, ttl = KEYS[1], ARGV[1], ARGV[2]
local note = ARGV[3]
if note then
  redis.call('SET', lock .. ':note', note)
end
return redis.call('SET', lock, owner, 'NX', 'PX', ttl)
