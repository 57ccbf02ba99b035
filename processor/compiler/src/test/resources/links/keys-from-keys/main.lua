---@key bucket
---@arg id integer
---@key lock = bucket .. ":lock"  of a bucket
---@key page = '{x}' .. id .. "ü\t" .. lock
---@key others...
---@return string[]
return { bucket, lock, page, tostring(#others), table.concat(KEYS, '|') }
