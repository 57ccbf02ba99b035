---@key account
---@return string?
return redis.call('HGET', account, 'owner') or nil
