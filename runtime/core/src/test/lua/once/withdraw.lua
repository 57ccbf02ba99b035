-- Takes an amount from an account, once for a request.
---@key account
---@arg amount integer
---@once request 3600
---@return integer
redis.call('HINCRBY', account, 'runs', 1)
return redis.call('HINCRBY', account, 'balance', -amount)
