#!lua name=modular
local counter = require("lib/counter")

redis.register_function('count', function(keys, args)
  return counter.add(keys[1])
end)
