---@key bucket
---@arg note string?
---@arg mode string = 'slow'
---@arg count integer?
---@arg limit integer = 7
---@arg flag boolean = true
---@return string[]

local bucket = KEYS[1]
local note = ARGV[1]
local limit = tonumber(ARGV[4])
return { bucket, note or 'none', ARGV[2], ARGV[3] or 'none', tostring(limit), ARGV[5] }
