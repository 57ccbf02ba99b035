---@key bucket
---@arg id integer
---@arg user string
---@arg big int64
---@arg wait milliseconds
---@key lock = bucket .. ":lock"
---@key page = '{users}:' .. user .. "\t" .. id .. 'ü' .. big .. wait  one of many
---@key deep = lock .. lock
---@return string[]
return { bucket, lock, page, deep, table.concat(KEYS, '|'), table.concat(ARGV, '|') }
