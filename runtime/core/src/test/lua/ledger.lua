-- Counts how often a call ran.
---@key ledger
---@arg id integer
---@return integer
return redis.call('HINCRBY', ledger, id, 1)
