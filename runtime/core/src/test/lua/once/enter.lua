-- Counts how often a call ran.
---@key ledger
---@arg id integer
---@once request 3600
---@return integer
return redis.call('HINCRBY', ledger, id, 1)
