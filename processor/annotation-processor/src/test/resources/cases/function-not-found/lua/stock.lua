#!lua name=stock
local function take(keys, args)
  return redis.call('DECR', keys[1])
end

redis.register_function('take', take)

for _, name in ipairs({ 'restock', 'clear' }) do
  redis.register_function(name, take)
end
