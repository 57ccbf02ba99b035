local ttl = ARGV[2]
local mode, size = unpack(ARGV)
local limit = tonumber(ARGV[3])
local kind = ARGV[4]
local seen = {}
if ttl then
  redis.call('EXPIRE', 'k', ttl)
end
if mode == 'set' then
  redis.call('SET', 'k', ARGV[5])
end
if limit and size then
  redis.call('LTRIM', 'k', 0, limit)
end
if type(kind) == 'string' then
  redis.call('SADD', 'k', kind)
end
for i = 1, 8 do
  local value = ARGV[i]
  if not value then
    break
  end
  seen[#seen + 1] = value
end
return seen
