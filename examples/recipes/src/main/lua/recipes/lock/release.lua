-- Gives a lock back, for its owner alone, and wakes those that wait for it.
---@key lock
---@arg owner string
---@return boolean false if the owner does not have it any more

if redis.call('HGET', lock, 'owner') ~= owner then
  return false
end
redis.call('DEL', lock)
redis.call('PUBLISH', lock .. ':released', '')
return true
