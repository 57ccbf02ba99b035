for i = 1, #ARGV do
  redis.call('SET', KEYS[1] .. i, 1, 'EX', ARGV[i])
end
