-- Returns the entries as they came.
local fence = ARGV[3]
redis.call('SET', KEYS[1], ARGV[1], 'EX', tonumber(ARGV[2]))
if fence then
  return { ARGV[1], ARGV[2], fence }
end
return { ARGV[1], ARGV[2], tostring(#ARGV) }
