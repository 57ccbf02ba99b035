local first, second, third = 1, unpack(ARGV, 3)
local fourth
fourth = { unpack(ARGV, 1, 1) }
return { first, second, third, fourth }
