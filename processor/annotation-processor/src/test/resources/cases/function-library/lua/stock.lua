#!lua name=stock

---@key item
---@arg counts integer[]
---@return integer
redis.register_function('take', function(keys, args)
  return redis.call('DECRBY', keys[1], #args)
end)

---@key item
---@return { count: integer, low: boolean }
redis.register_function('level', function(keys)
  return { count = 1, low = false }
end)

---@key item
---@flags no-writes
---@return integer
redis.register_function('left', function(keys)
  return tonumber(redis.call('GET', keys[1]) or 0)
end)

redis.register_function('sold', function(keys)
  return redis.call('STRLEN', keys[1])
end)
redis.register_function{ function_name = 'sold', callback = function(keys) return #keys end }
