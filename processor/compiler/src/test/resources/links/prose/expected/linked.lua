local function add(counter, step)
  return redis.call('INCRBY', counter, step)
end
return 10 * add(KEYS[1], 2) + add(KEYS[2], 3)
