-- Drops a value. What is loaded at the moment is not stored, since it may be from before.
---@key entry
---@key loader = entry .. ":loader"
---@return nil

redis.call('DEL', entry, loader)
redis.call('PUBLISH', entry .. ':loaded', '')
