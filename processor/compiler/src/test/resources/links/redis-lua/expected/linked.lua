local key_a = KEYS[1]
local key_b = KEYS[2]
redis.call('INCR', key_a)
redis.call('INCR', key_b)
redis.call('INCR', key_a)
local s = ARGV[1]
local i = tonumber(ARGV[2])
local b = ARGV[3] == '1'
local l = cjson.decode(ARGV[4])
local d = cjson.decode(ARGV[5])
local counted_a = tonumber(redis.call('GET', key_a))
local counted_b = tonumber(redis.call('GET', key_b));
return cjson.encode({
    a=counted_a, b=counted_b, s=s, i=i, flag=b, l=l, d=d,
})
