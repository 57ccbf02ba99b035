-- Has another caller load: the one that waits and asks first.
---@key entry
---@key loader = entry .. ":loader"
---@arg caller string
---@return boolean false if the caller was not the loader any more

if redis.call('GET', loader) ~= caller then
  return false
end
redis.call('DEL', loader)
redis.call('PUBLISH', entry .. ':loaded', '')
return true
