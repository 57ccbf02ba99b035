#!lua name=greetings
redis.register_function('hello', function(keys, args)
  return 'hello ' .. argz[1]
end)
