-- Begins the lease of a lock anew, for its owner alone.
---@key lock
---@arg owner string
---@arg lease milliseconds
---@return boolean false if the owner does not have it any more

if redis.call('HGET', lock, 'owner') ~= owner then
  return false
end
redis.call('PEXPIRE', lock, lease)
return true
