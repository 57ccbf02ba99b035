-- Deletes a dead letter.
---@key queue
---@key dead = queue .. ":dead"
---@key payloads = queue .. ":payloads"
---@key ranks = queue .. ":ranks"
---@key attempts = queue .. ":attempts"
---@key reasons = queue .. ":reasons"
---@arg id string
---@return boolean whether there was such a dead letter

if redis.call('ZREM', dead, id) == 0 then
  return false
end
redis.call('HDEL', payloads, id)
redis.call('HDEL', ranks, id)
redis.call('HDEL', attempts, id)
redis.call('HDEL', reasons, id)
return true
