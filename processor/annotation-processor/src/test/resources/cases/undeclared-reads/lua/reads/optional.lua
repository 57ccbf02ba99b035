local first = ARGV[1]
local second = ARGV[2] or 'none'
local third = tonumber(ARGV[3]) or 3
if ARGV[4] ~= nil and not ARGV[5] then
  third = third + tonumber(ARGV[4])
end
if ARGV[6] then
  second = second .. ARGV[6]
end
return first .. second .. third
