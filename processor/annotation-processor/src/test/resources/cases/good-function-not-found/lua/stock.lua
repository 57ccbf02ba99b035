#!lua name=stock
local NAME = 'take_item'
local register = redis.register_function

local function take(keys)
  return redis.call('DECR', keys[1])
end

register(NAME, take)
register{ function_name = 'takeItem2', callback = take }
