-- Writes down each time that a call runs.
---@key ledger
---@arg number integer
---@return integer
return redis.call('RPUSH', ledger, number)
