local bucket = KEYS[1]
local id = tonumber(ARGV[1])
local lock = KEYS[2]
local page = KEYS[3]
local others = {} for i = 4, #KEYS do others[i - 3] = KEYS[i] end
return { bucket, lock, page, tostring(#others), table.concat(KEYS, '|') }
