local result = (function()
local first = KEYS[1]
local other = KEYS[2]
local limit = tonumber(ARGV[1])
local last = ARGV[2]
return { first or false, other or false, limit or false, last or false }
end)()
return result
