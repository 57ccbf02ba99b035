local counter = {}

function counter.add(key)
  return redis.call('INCR', key)
end

return counter
