-- Counts jobs by their state, and what happened to jobs since the queue exists.
---@key queue
---@key ready = queue .. ":ready"
---@key delayed = queue .. ":delayed"
---@key leased = queue .. ":leased"
---@key dead = queue .. ":dead"
---@return { ready: integer, delayed: integer, leased: integer, dead: integer, added: integer, taken: integer, acknowledged: integer, failed: integer, expired: integer }

local function counted(name)
  return tonumber(redis.call('HGET', queue, name) or 0)
end

return {
  ready = redis.call('ZCARD', ready),
  delayed = redis.call('ZCARD', delayed),
  leased = redis.call('ZCARD', leased),
  dead = redis.call('ZCARD', dead),
  added = counted('added'),
  taken = counted('taken'),
  acknowledged = counted('acknowledged'),
  failed = counted('failed'),
  expired = counted('expired'),
}
