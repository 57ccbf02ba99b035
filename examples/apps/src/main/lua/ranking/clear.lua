-- Empties a set; UNLINK would keep a server busy that frees memory in the foreground, and readers would miss all members at once.
---@key members
---@arg limit integer  how many a slice removes at most
---@resume removed integer = 0  how many have been removed
---@return { removed: integer? }
local popped = #redis.call('SPOP', members, limit)
return { removed = popped == limit and removed + popped or nil }
